package dev.hookpress.job.pdf;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file within a PDF.
 *
 * @param name its file name, without folders
 * @param mediaType its type, such as {@code text/csv}
 * @param base64 its content; empty: it is fetched
 * @param url where it is fetched; empty: it has its content
 */
public record Attachment(
    String name,
    String mediaType,
    Relationship relationship,
    Optional<String> description,
    Optional<String> base64,
    Optional<URI> url) {
  /** At most so many are in one PDF. */
  public static final int MAX_ATTACHMENTS = 50;

  /** The key of its fetched content: the same URL may be a resource of the document, too. */
  public URI key() {
    return URI.create(url.orElseThrow() + "#attachment");
  }

  /** What the file is to the document (ISO 19005-3 Annex E). */
  public enum Relationship {
    SOURCE("Source"),
    DATA("Data"),
    ALTERNATIVE("Alternative"),
    SUPPLEMENT("Supplement"),
    UNSPECIFIED("Unspecified");

    private final String pdfName;

    Relationship(String pdfName) {
      this.pdfName = pdfName;
    }

    /** The name within PDFs. */
    public String pdfName() {
      return pdfName;
    }

    /** The name in the API. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The names in the API. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Relationship::label).toList();
    }
  }
}
