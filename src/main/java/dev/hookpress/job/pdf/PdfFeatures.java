package dev.hookpress.job.pdf;

import java.util.Optional;

/**
 * What a rendered PDF is beyond its pages.
 *
 * @param conformance the standards that it follows; empty: none is claimed
 * @param reproducible whether the same document at the same time of its job is the same bytes
 */
public record PdfFeatures(Optional<Conformance> conformance, boolean reproducible) {
  /** The key of the language (a tag of RFC 5646) among a PDF's metadata. */
  public static final String LANGUAGE = "language";

  /** No features. */
  public static final PdfFeatures NONE = new PdfFeatures(Optional.empty(), false);

  /** Features that claim to follow standards, and nothing else. */
  public static PdfFeatures of(Conformance conformance) {
    return new PdfFeatures(Optional.of(conformance), false);
  }

  /** Whether the PDF claims to follow a standard. */
  public boolean claims() {
    return conformance.isPresent();
  }

  /** Whether the PDF must stay as it is rendered. */
  public boolean fixed() {
    return claims() || reproducible;
  }
}
