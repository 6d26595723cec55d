package dev.hookpress.job.pdf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An invoice as data, in the syntax of UN/CEFACT's Cross Industry Invoice, that goes with the PDF
 * that people read.
 *
 * @param xml the caller's own; nothing of it is computed
 */
public record ElectronicInvoice(Format format, Profile profile, String xml) {
  /** The specification that the file follows. */
  public enum Format {
    FACTUR_X("factur-x"),
    ZUGFERD("zugferd"),
    XRECHNUNG_CII("xrechnung-cii");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    /** The name in the API. */
    public String label() {
      return label;
    }

    /** The names in the API. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Format::label).toList();
    }

    /** The format of a name in the API. */
    public static Optional<Format> parse(String label) {
      return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }
  }

  /** How much of an invoice the data has. */
  public enum Profile {
    MINIMUM("minimum", "MINIMUM", "urn:factur-x.eu:1p0:minimum"),
    BASIC_WL("basic-wl", "BASIC WL", "urn:factur-x.eu:1p0:basicwl"),
    BASIC("basic", "BASIC", "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"),
    EN16931("en16931", "EN 16931", "urn:cen.eu:en16931:2017"),
    EXTENDED(
        "extended", "EXTENDED", "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"),
    XRECHNUNG(
        "xrechnung",
        "XRECHNUNG",
        "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_");

    private final String label;
    private final String level;
    private final String guideline;

    Profile(String label, String level, String guideline) {
      this.label = label;
      this.level = level;
      this.guideline = guideline;
    }

    /** The name in the API. */
    public String label() {
      return label;
    }

    /** The name in the PDF's metadata. */
    public String level() {
      return level;
    }

    /** The names in the API. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Profile::label).toList();
    }

    /** The profile of a name in the API. */
    public static Optional<Profile> parse(String label) {
      return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
    }

    /** What the data names as its guideline: this, or for XRechnung this and a version. */
    public String guideline() {
      return guideline;
    }

    /** Whether data with this guideline has this profile. */
    public boolean isNamedBy(String named) {
      return this == XRECHNUNG ? named.startsWith(guideline) : named.equals(guideline);
    }

    /** Whether the data is a whole invoice; otherwise it goes with one (EN 16931-1). */
    public boolean isInvoice() {
      return this != MINIMUM && this != BASIC_WL;
    }
  }

  /** The name that readers look for. */
  public String fileName() {
    return profile == Profile.XRECHNUNG ? "xrechnung.xml" : "factur-x.xml";
  }

  /** What the data is to the PDF: the same invoice, or data about it. */
  public Attachment.Relationship relationship() {
    return profile.isInvoice() ? Attachment.Relationship.ALTERNATIVE : Attachment.Relationship.DATA;
  }
}
