package dev.hookpress.job;

import java.util.Locale;

/** The wire formats that Hookpress speaks: a closed set, so it is safe as a metric's tag. */
public enum DialectName {
  NATIVE,
  ADOBE,
  TAILPDF,
  PDFGORILLA,
  ENCONVERT;

  /** The name in the database, in metrics and in answers: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a {@link #label()}.
   *
   * @throws IllegalArgumentException for a name that is not in the set
   */
  public static DialectName ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
