package dev.hookpress.dialect;

import java.util.Map;

/**
 * A request for a job as received, untrusted.
 *
 * @param body limited in length by the settings
 * @param path the values of the path parameters, decoded
 */
public record Submission(byte[] body, Map<String, String> path) {
  /** Creates a submission to a path without parameters. */
  public Submission(byte[] body) {
    this(body, Map.of());
  }
}
