package dev.hookpress.job.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was found in a PDF. Claims of conformance are what its metadata says, not what was verified.
 *
 * @param bytes the file's size
 * @param version {@code 1.7} for instance
 * @param linearized whether its first page can be shown before all is there
 * @param tagged whether it says that it has a logical structure
 * @param attachments whether files are embedded
 * @param form whether it has form fields
 * @param xfa whether its form is of the XML Forms Architecture
 * @param signed whether a signature field has been signed
 * @param certified whether an author's signature says which changes are allowed
 * @param portfolio whether it is shown as a collection of files
 * @param claims conformance by its name, {@code pdfa}, {@code pdfua}, {@code pdfx}, {@code pdfe} or
 *     {@code pdfvt}, to its level, {@code 2B} for instance
 * @param encryption empty: none
 * @param info the information dictionary's texts by their names there, dates as they stand: at most
 *     {@value #MAX_ENTRIES}
 * @param xmp the metadata stream; empty if there is none, or it is larger than is read
 * @param fonts each once, at most {@value #MAX_ENTRIES}
 * @param eachPage in order; empty if it was not asked for
 */
public record PdfProperties(
    int pages,
    long bytes,
    String version,
    boolean linearized,
    boolean tagged,
    boolean attachments,
    boolean form,
    boolean xfa,
    boolean signed,
    boolean certified,
    boolean portfolio,
    Map<String, String> claims,
    Optional<Encryption> encryption,
    Map<String, String> info,
    Optional<String> xmp,
    List<Font> fonts,
    List<Page> eachPage) {
  /** Nothing that is listed here is longer. */
  public static final int MAX_ENTRIES = 500;

  /** The same less the metadata stream, which may be larger than all the rest. */
  public PdfProperties withoutXmp() {
    return new PdfProperties(
        pages,
        bytes,
        version,
        linearized,
        tagged,
        attachments,
        form,
        xfa,
        signed,
        certified,
        portfolio,
        claims,
        encryption,
        info,
        Optional.empty(),
        fonts,
        eachPage);
  }

  /**
   * @param algorithm {@code RC4} or {@code AES}
   * @param bits of the key
   * @param allowed to those who open it without the owner's password
   */
  public record Encryption(String algorithm, int bits, Set<PdfOperation.Permission> allowed) {}

  /**
   * @param name as in the PDF, a subset's without its tag
   * @param family where the PDF names it
   * @param type {@code Type1}, {@code TrueType}, {@code Type0} or {@code Type3} for instance
   */
  public record Font(String name, Optional<String> family, String type, boolean embedded) {}

  /**
   * @param widthPoints of the crop box, before rotation; 72 points are an inch
   * @param rotationDegrees 0, 90, 180 or 270, clockwise
   * @param structure whether its content is tagged
   * @param content empty if the content is too large to be looked through
   */
  public record Page(
      int number,
      double widthPoints,
      double heightPoints,
      int rotationDegrees,
      boolean structure,
      Optional<Content> content) {}

  /**
   * @param text whether any text is shown, even invisibly
   * @param images how many pictures are painted
   * @param onlyImages whether nothing but pictures is painted
   * @param scanned whether pictures cover nearly all of the page, and no text is visible; a
   *     recognised text that lies under them is not
   * @param empty whether nothing is painted
   */
  public record Content(
      boolean text, int images, boolean onlyImages, boolean scanned, boolean empty) {}
}
