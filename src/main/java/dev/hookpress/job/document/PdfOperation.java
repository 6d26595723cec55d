package dev.hookpress.job.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An operation on finished files, modelled on Adobe's PDF Services, which also define the limits:
 * 20 files, 100 page ranges, 200 steps.
 */
public sealed interface PdfOperation
    permits PdfOperation.Combine,
        PdfOperation.Split,
        PdfOperation.Arrange,
        PdfOperation.Insert,
        PdfOperation.Protect,
        PdfOperation.Unprotect,
        PdfOperation.Compress,
        PdfOperation.Properties,
        CreatePdf,
        FormData,
        PdfEdit,
        PdfToImages,
        Watermark {
  int MAX_FILES = 20;
  int MAX_STEPS = 200;

  /** Why an operation is rejected. */
  record Problem(FailureCode code, String message) {}

  /**
   * The first error that does not depend on the PDFs; checked when a client submits the operation.
   */
  default Optional<Problem> problem() {
    return Optional.empty();
  }

  /** Calls the case for this operation. */
  <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X;

  /** The type of the files that the operation produces. */
  default AssetType result() {
    return AssetType.PDF;
  }

  /**
   * Combines several PDFs into one. An input may be listed twice: its pages then appear twice, but
   * it is loaded once. Can also express reordering, inserting and replacing pages.
   *
   * @param ranges page ranges of each input; empty: all its pages
   */
  record Combine(List<List<PageRange>> ranges) implements PdfOperation {
    public Combine {
      ranges = ranges.stream().map(List::copyOf).toList();
    }

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.combine(this);
    }

    @Override
    public Optional<Problem> problem() {
      return ranges.isEmpty()
          ? pages(Optional.of("Nothing is combined"))
          : pages(ranges.stream().flatMap(it -> PageRanges.fault(it).stream()).findFirst());
    }
  }

  /**
   * Splits one PDF into several.
   *
   * @param zipped whether the PDFs are put into one ZIP
   */
  record Split(SplitDivision division, boolean zipped) implements PdfOperation {
    /** Splits into separate PDFs. */
    public Split(SplitDivision division) {
      this(division, false);
    }

    @Override
    public AssetType result() {
      return zipped ? AssetType.ZIP : AssetType.PDF;
    }

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.split(this);
    }

    @Override
    public Optional<Problem> problem() {
      return pages(division.fault());
    }
  }

  /** Applies steps in order; each step numbers the pages as the previous one left them. */
  record Arrange(List<Step> steps) implements PdfOperation {
    public Arrange {
      steps = List.copyOf(steps);
    }

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.arrange(this);
    }

    @Override
    public Optional<Problem> problem() {
      if (steps.isEmpty() || steps.size() > MAX_STEPS) {
        return pages(Optional.of("There are 1 to " + MAX_STEPS + " steps, not " + steps.size()));
      }
      return pages(steps.stream().flatMap(step -> step.fault().stream()).findFirst());
    }
  }

  /** One change to the pages of a PDF. */
  sealed interface Step {
    List<PageRange> ranges();

    Optional<String> fault();

    /**
     * Rotates pages clockwise, relative to their current rotation.
     *
     * @param degrees 90, 180 or 270
     * @param ranges empty: all pages; a page in two ranges is rotated once
     */
    record Rotate(int degrees, List<PageRange> ranges) implements Step {
      public Rotate {
        ranges = List.copyOf(ranges);
      }

      @Override
      public Optional<String> fault() {
        return degrees == 90 || degrees == 180 || degrees == 270
            ? PageRanges.fault(ranges)
            : Optional.of("Pages turn by 90, 180 or 270 degrees, not by " + degrees);
      }
    }

    /** Deletes pages; at least one must remain. */
    record Delete(List<PageRange> ranges) implements Step {
      public Delete {
        ranges = List.copyOf(ranges);
      }

      @Override
      public Optional<String> fault() {
        return named(ranges);
      }
    }

    /**
     * Puts pages in the order of the ranges; pages in no range are dropped, pages in two appear
     * twice. (Adobe's clients send this as a combination of one PDF's ranges.)
     */
    record Reorder(List<PageRange> ranges) implements Step {
      public Reorder {
        ranges = List.copyOf(ranges);
      }

      @Override
      public Optional<String> fault() {
        return named(ranges);
      }
    }

    private static Optional<String> named(List<PageRange> ranges) {
      return ranges.isEmpty() ? Optional.of("No page ranges are given") : PageRanges.fault(ranges);
    }
  }

  /** Inserts pages of other PDFs into the first input. */
  record Insert(List<Insertion> insertions) implements PdfOperation {
    public Insert {
      insertions = List.copyOf(insertions);
    }

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.insert(this);
    }

    @Override
    public Optional<Problem> problem() {
      if (insertions.isEmpty()) {
        return pages(Optional.of("Nothing is inserted"));
      }
      return pages(insertions.stream().flatMap(it -> it.fault().stream()).findFirst());
    }
  }

  /**
   * Pages to insert at one position. Insertions before the same page keep their order.
   *
   * @param beforePage page number in the first input, from 1; its page count + 1 appends
   * @param input index of the input to insert; 0 is the first input, which receives the pages
   * @param ranges page ranges to insert; empty: all pages
   */
  record Insertion(int beforePage, int input, List<PageRange> ranges) {
    public Insertion {
      ranges = List.copyOf(ranges);
    }

    Optional<String> fault() {
      if (beforePage < 1) {
        return Optional.of("Pages are inserted before page 1 or a later one");
      }
      return input < 0 ? Optional.of("There is no input " + input) : PageRanges.fault(ranges);
    }
  }

  /**
   * Encrypts all content. Adobe's two other modes, which leave metadata or everything but
   * attachments unencrypted, are not supported.
   *
   * @param userPassword required to open the PDF
   * @param ownerPassword required to lift restrictions
   * @param allowed permissions of readers without the owner password; empty if there is no owner
   *     password
   */
  record Protect(
      Optional<String> userPassword,
      Optional<String> ownerPassword,
      Set<Permission> allowed,
      Encryption encryption)
      implements PdfOperation {
    public Protect {
      allowed = Set.copyOf(allowed);
    }

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.protect(this);
    }

    @Override
    public Optional<Problem> problem() {
      return passwordFault().map(it -> new Problem(FailureCode.PASSWORD_INVALID, it));
    }

    private Optional<String> passwordFault() {
      if (userPassword.isEmpty() && ownerPassword.isEmpty()) {
        return Optional.of("A user's or an owner's password is required");
      }
      if (userPassword.isPresent() && userPassword.equals(ownerPassword)) {
        return Optional.of("The user's and the owner's password must differ");
      }
      if (ownerPassword.isEmpty() && !allowed.isEmpty()) {
        return Optional.of("Permissions need an owner's password");
      }
      return userPassword
          .flatMap(encryption::fault)
          .or(() -> ownerPassword.flatMap(encryption::fault));
    }

    @Override
    public String toString() {
      return "Protect[userPassword=%s, ownerPassword=%s, allowed=%s, encryption=%s]"
          .formatted(hidden(userPassword), hidden(ownerPassword), allowed, encryption);
    }

    private static String hidden(Optional<String> password) {
      return password.isPresent() ? "***" : "none";
    }
  }

  /** A permission that the owner of a PDF can grant. Reading aloud is always allowed. */
  enum Permission {
    /** Printing at low resolution. */
    PRINT,
    /** Printing at full resolution; includes {@link #PRINT}. */
    PRINT_FINELY,
    EDIT_CONTENT,
    /** Inserting, deleting and rotating pages. */
    ASSEMBLE,
    /** Commenting; includes filling in forms. */
    ANNOTATE,
    FILL_IN_FORMS,
    COPY_CONTENT
  }

  /** Encryption algorithms, each with its own password rules (ISO 32000-2, 7.6.4). */
  enum Encryption {
    AES_128,
    AES_256;

    /** AES-128 uses only this many bytes of a password. */
    private static final int AES_128_BYTES = 32;

    private static final int AES_256_BYTES = 127;

    Optional<String> fault(String password) {
      if (password.isEmpty()) {
        return Optional.of("A password is empty");
      }
      if (this == AES_128) {
        if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(password)) {
          return Optional.of("A password for AES-128 has characters of Latin-1 only");
        }
        return tooLong(password.length(), AES_128_BYTES);
      }
      return tooLong(password.getBytes(StandardCharsets.UTF_8).length, AES_256_BYTES);
    }

    private static Optional<String> tooLong(int bytes, int max) {
      return bytes > max
          ? Optional.of("A password is longer than " + max + " bytes")
          : Optional.empty();
    }
  }

  /**
   * Removes encryption.
   *
   * @param password the owner password, or the user password if it opens the PDF without
   *     restrictions
   */
  record Unprotect(String password) implements PdfOperation {
    /** The limit of Adobe's clients. */
    private static final int MAX_CHARACTERS = 150;

    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.unprotect(this);
    }

    @Override
    public Optional<Problem> problem() {
      return password.isEmpty() || password.length() > MAX_CHARACTERS
          ? Optional.of(
              new Problem(
                  FailureCode.PASSWORD_INVALID,
                  "A password has 1 to " + MAX_CHARACTERS + " characters"))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "Unprotect[password=***]";
    }
  }

  /** Makes a PDF smaller with little or no visible change, or returns the input. */
  record Compress(Strength strength) implements PdfOperation {
    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.compress(this);
    }
  }

  /**
   * Compression levels. Images above the level's resolution, as placed on the page, are downsampled
   * to it; lossless images may become JPEGs.
   */
  enum Strength {
    LOW(220, 0.85f),
    MEDIUM(150, 0.75f),
    HIGH(96, 0.6f);

    private final int dotsPerInch;
    private final float quality;

    Strength(int dotsPerInch, float quality) {
      this.dotsPerInch = dotsPerInch;
      this.quality = quality;
    }

    /** Maximum resolution of images. */
    public int dotsPerInch() {
      return dotsPerInch;
    }

    /** JPEG quality, from 0 to 1. */
    public float quality() {
      return quality;
    }
  }

  /** Reads the properties of a PDF, and those of each page if asked for. */
  record Properties(boolean eachPage) implements PdfOperation {
    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.properties(this);
    }
  }

  private static Optional<Problem> pages(Optional<String> fault) {
    return fault.map(it -> new Problem(FailureCode.PAGE_RANGE_INVALID, it));
  }
}
