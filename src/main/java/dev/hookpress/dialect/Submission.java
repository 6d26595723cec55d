package dev.hookpress.dialect;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a job as received, untrusted.
 *
 * @param body limited in length by the settings
 * @param path the values of the path parameters, decoded
 * @param strict whether the client asks for a refusal where a format would pass over a field
 * @param form what the body holds on a route for forms
 * @param found the pages of the website that the request is about, once they are known
 * @param takesPdf whether the client takes a PDF for an answer; false if it accepts other types
 *     only
 */
public record Submission(
    byte[] body,
    Map<String, String> path,
    boolean strict,
    Optional<Form> form,
    Optional<Pages> found,
    boolean takesPdf) {
  /**
   * The pages that a website lists.
   *
   * @param urls at most {@link Decoded#MAX_DOCUMENTS}, in the site's own order; empty if there are
   *     none
   * @param total how many there are
   */
  public record Pages(List<URI> urls, int total) {}

  /** Creates a submission about no website. */
  public Submission(
      byte[] body,
      Map<String, String> path,
      boolean strict,
      Optional<Form> form,
      boolean takesPdf) {
    this(body, path, strict, form, Optional.empty(), takesPdf);
  }

  /** Creates a submission whose body is JSON. */
  public Submission(byte[] body, Map<String, String> path, boolean strict) {
    this(body, path, strict, Optional.empty(), true);
  }

  /** Creates a submission that is read as tolerantly as its format allows. */
  public Submission(byte[] body, Map<String, String> path) {
    this(body, path, false);
  }

  /** Creates a submission to a path without parameters. */
  public Submission(byte[] body) {
    this(body, Map.of());
  }

  /** Returns this submission with the pages of the website that it is about. */
  public Submission with(Pages pages) {
    return new Submission(body, path, strict, form, Optional.of(pages), takesPdf);
  }
}
