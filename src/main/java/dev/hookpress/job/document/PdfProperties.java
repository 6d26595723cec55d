package dev.hookpress.job.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Properties of a PDF. Conformance claims come from its metadata and are not verified.
 *
 * @param bytes the file's size
 * @param version for example {@code 1.7}
 * @param incrementalSaves how often changes were appended to the file
 * @param linearized whether the first page can be shown before the whole file is loaded
 * @param tagged whether the PDF declares a logical structure
 * @param fullyTagged whether it also has a structure tree, to which the content of each page
 *     belongs
 * @param attachments whether files are embedded
 * @param form whether it has form fields
 * @param xfa whether its form uses the XML Forms Architecture
 * @param signed whether a signature field has been signed
 * @param certified whether a certification signature defines the allowed changes
 * @param portfolio whether it is shown as a collection of files
 * @param claims maps a standard, {@code pdfa}, {@code pdfua}, {@code pdfx}, {@code pdfe} or {@code
 *     pdfvt}, to the claimed level, for example {@code 2B}
 * @param encryption empty: not encrypted
 * @param info text entries of the information dictionary by name, dates unparsed; at most {@value
 *     #MAX_ENTRIES}
 * @param xmp the metadata stream; empty if it is missing or exceeds the read limit
 * @param fonts without duplicates, at most {@value #MAX_ENTRIES}
 * @param eachPage in page order; empty if not requested
 */
public record PdfProperties(
    int pages,
    long bytes,
    String version,
    int incrementalSaves,
    boolean linearized,
    boolean tagged,
    boolean fullyTagged,
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
  /** Maximum number of entries listed. */
  public static final int MAX_ENTRIES = 500;

  /** The longest metadata stream that is shown in a job's status. */
  public static final int MAX_SHOWN_XMP_CHARACTERS = 32_768;

  /** A copy that is small enough to be shown in a job's status: without a long metadata stream. */
  public PdfProperties shortened() {
    return new PdfProperties(
        pages,
        bytes,
        version,
        incrementalSaves,
        linearized,
        tagged,
        fullyTagged,
        attachments,
        form,
        xfa,
        signed,
        certified,
        portfolio,
        claims,
        encryption,
        info,
        xmp.filter(text -> text.length() <= MAX_SHOWN_XMP_CHARACTERS),
        fonts,
        eachPage);
  }

  /**
   * @param algorithm {@code RC4} or {@code AES}
   * @param bits key length
   * @param metadata whether the metadata stream is encrypted, too
   * @param attachmentsOnly whether embedded files are encrypted, and nothing else
   * @param ownerPassword whether more than these permissions takes a password
   * @param allowed permissions of readers without the owner password
   * @param assistanceBarred whether assistive technology may not read it
   */
  public record Encryption(
      String algorithm,
      int bits,
      boolean metadata,
      boolean attachmentsOnly,
      boolean ownerPassword,
      Set<PdfOperation.Permission> allowed,
      boolean assistanceBarred) {}

  /**
   * @param name as in the PDF; a subset's tag is removed
   * @param family where the PDF names it
   * @param type {@code Type1}, {@code TrueType}, {@code Type0} or {@code Type3}, for example
   */
  public record Font(String name, Optional<String> family, String type, boolean embedded) {}

  /**
   * @param widthPoints width of the crop box before rotation; 72 points are an inch
   * @param rotationDegrees 0, 90, 180 or 270, clockwise
   * @param structure whether its content is tagged
   * @param content empty if the content is too large to analyse
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
   * @param images number of images painted
   * @param onlyImages whether nothing but images is painted
   * @param scanned whether images cover nearly all of the page and no text is visible; recognised
   *     text under the images does not count as visible
   * @param empty whether nothing is painted
   */
  public record Content(
      boolean text, int images, boolean onlyImages, boolean scanned, boolean empty) {}
}
