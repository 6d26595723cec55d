package dev.hookpress.job.pdf;

import java.net.URI;
import java.util.Optional;

/**
 * How a PDF is signed: by PAdES baseline (ETSI EN 319 142-1), after everything else.
 *
 * @param certificate the name under which the client has stored it; empty: the operator's
 * @param timestamped whether a time-stamp server confirms the time (level B-T, otherwise B-B)
 * @param timestampUrl the server; empty: the operator's
 * @param reason why it is signed, as readers show it
 * @param location where it is signed, as readers show it
 * @param appearance what is seen of it; empty: nothing
 */
public record PdfSignature(
    Optional<String> certificate,
    boolean timestamped,
    Optional<URI> timestampUrl,
    Optional<String> reason,
    Optional<String> location,
    Optional<Appearance> appearance) {
  /** The label of signatures without a time-stamp. */
  public static final String BASELINE_B = "b-b";

  /** The label of signatures with a time-stamp. */
  public static final String BASELINE_T = "b-t";

  /**
   * What is seen of a signature, in points (1/72 inch).
   *
   * @param page counted from 1; a PDF with fewer pages shows it on the last one
   * @param x from the page's left edge
   * @param y from the page's upper edge
   * @param text shown within the rectangle, as large as it fits
   */
  public record Appearance(
      int page, double x, double y, double width, double height, String text) {}

  /** The level in the API. */
  public String level() {
    return timestamped ? BASELINE_T : BASELINE_B;
  }
}
