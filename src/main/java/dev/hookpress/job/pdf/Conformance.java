package dev.hookpress.job.pdf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The standards that a PDF claims to follow: a level of PDF/A (ISO 19005), PDF/UA-1 (ISO 14289-1),
 * or both.
 */
public enum Conformance {
  PDFA_1B("pdfa-1b", 1, "B", false),
  PDFA_2B("pdfa-2b", 2, "B", false),
  PDFA_2U("pdfa-2u", 2, "U", false),
  PDFA_3B("pdfa-3b", 3, "B", false),
  PDFA_3U("pdfa-3u", 3, "U", false),
  PDFA_3A("pdfa-3a", 3, "A", false),
  PDFUA_1("pdfua-1", 0, "", true),
  PDFA_2B_PDFUA_1("pdfa-2b+pdfua-1", 2, "B", true),
  PDFA_2U_PDFUA_1("pdfa-2u+pdfua-1", 2, "U", true),
  PDFA_3B_PDFUA_1("pdfa-3b+pdfua-1", 3, "B", true),
  PDFA_3U_PDFUA_1("pdfa-3u+pdfua-1", 3, "U", true),
  PDFA_3A_PDFUA_1("pdfa-3a+pdfua-1", 3, "A", true);

  private final String label;
  private final int part;
  private final String level;
  private final boolean accessible;

  Conformance(String label, int part, String level, boolean accessible) {
    this.label = label;
    this.part = part;
    this.level = level;
    this.accessible = accessible;
  }

  /** The name in the API. */
  public String label() {
    return label;
  }

  /** The names in the API. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Conformance::label).toList();
  }

  /** The conformance of a name in the API. */
  public static Optional<Conformance> parse(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }

  /** Whether it includes PDF/A, for archives. */
  public boolean isArchival() {
    return part > 0;
  }

  /** The part of PDF/A: 1, 2 or 3; 0 without PDF/A. */
  public int part() {
    return part;
  }

  /** The level of PDF/A: {@code A}, {@code B} or {@code U}; empty without PDF/A. */
  public String level() {
    return level;
  }

  /** Whether it includes PDF/UA-1, for readers that need assistive technology. */
  public boolean isAccessible() {
    return accessible;
  }

  /** Whether the PDF must have its logical structure as tags. */
  public boolean isTagged() {
    return accessible || level.equals("A");
  }

  /** Whether transparency is allowed; PDF/A-1 forbids it (ISO 19005-1 §6.4). */
  public boolean allowsTransparency() {
    return part != 1;
  }

  /** Whether files of any type may be embedded; only PDF/A-3 allows it within PDF/A. */
  public boolean allowsAttachments() {
    return part == 3 || part == 0;
  }
}
