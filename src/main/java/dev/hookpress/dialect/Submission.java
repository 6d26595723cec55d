package dev.hookpress.dialect;

import java.util.Map;
import java.util.Optional;

/**
 * A request for a job as received, untrusted.
 *
 * @param body limited in length by the settings
 * @param path the values of the path parameters, decoded
 * @param strict whether the client asks for a refusal where a format would pass over a field
 * @param form what the body holds on a route for forms
 */
public record Submission(
    byte[] body, Map<String, String> path, boolean strict, Optional<Form> form) {
  /** Creates a submission whose body is JSON. */
  public Submission(byte[] body, Map<String, String> path, boolean strict) {
    this(body, path, strict, Optional.empty());
  }

  /** Creates a submission that is read as tolerantly as its format allows. */
  public Submission(byte[] body, Map<String, String> path) {
    this(body, path, false);
  }

  /** Creates a submission to a path without parameters. */
  public Submission(byte[] body) {
    this(body, Map.of());
  }
}
