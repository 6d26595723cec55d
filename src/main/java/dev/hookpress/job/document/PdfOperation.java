package dev.hookpress.job.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done with finished PDFs, in the terms of Adobe's PDF Services, which also set the
 * bounds: 20 files, 100 page ranges, 200 steps.
 */
public sealed interface PdfOperation {
  int MAX_FILES = 20;
  int MAX_STEPS = 200;

  /** Why an operation cannot be done. */
  record Problem(FailureCode code, String message) {}

  /**
   * What is wrong with the operation, whatever PDFs it is applied to. Ask when a client submits it.
   */
  Optional<Problem> problem();

  /** Applies the case of this operation. */
  <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X;

  /**
   * One PDF of several. An input may be given twice: then its pages are in the result twice, yet it
   * is taken in once. Reordering, inserting and replacing pages can be said with this too.
   *
   * @param ranges for each input; none: all its pages
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

  /** Several PDFs of one. */
  record Split(SplitDivision division) implements PdfOperation {
    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.split(this);
    }

    @Override
    public Optional<Problem> problem() {
      return pages(division.fault());
    }
  }

  /** Steps one after the other; each counts the pages as the one before it left them. */
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
     * Clockwise, from how the pages lie now.
     *
     * @param degrees 90, 180 or 270
     * @param ranges none: all pages; a page is turned once even if it is in two of them
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

    /** At least one page must be left. */
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
     * The pages in the order of the ranges; those in none of them are left out, those in two appear
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

  /** Pages of other PDFs put between those of the first input. */
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
   * Several before the same page keep their order.
   *
   * @param beforePage of the first input, counted from 1; one more than it has: at the end
   * @param input which of the inputs; the first is 0, and is the one inserted into
   * @param ranges none: all its pages
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
   * Encrypts all content. Adobe's two other kinds, which leave metadata or all but attachments in
   * clear, are not offered.
   *
   * @param userPassword asked for on opening
   * @param ownerPassword asked for before restrictions are lifted
   * @param allowed to those who open without the owner's password; counts only with one, and is
   *     empty without
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

  /** What the owner of a PDF may leave to others. Reading aloud is always allowed. */
  enum Permission {
    /** Printing, coarsely. */
    PRINT,
    /** Printing as finely as the PDF is. Includes the coarse. */
    PRINT_FINELY,
    EDIT_CONTENT,
    /** Inserting, deleting and turning pages. */
    ASSEMBLE,
    /** Comments; includes filling in forms. */
    ANNOTATE,
    FILL_IN_FORMS,
    COPY_CONTENT
  }

  /** How a PDF is encrypted; each has its own rule for passwords (ISO 32000-2, 7.6.4). */
  enum Encryption {
    AES_128,
    AES_256;

    /** Of AES-128 only this much of a password is looked at. */
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

    private static Optional<String> tooLong(int bytes, int most) {
      return bytes > most
          ? Optional.of("A password is longer than " + most + " bytes")
          : Optional.empty();
    }
  }

  /**
   * Takes encryption away.
   *
   * @param password the owner's; the user's does where it opens without restrictions
   */
  record Unprotect(String password) implements PdfOperation {
    /** As Adobe's clients have it. */
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

  /** A smaller PDF that looks the same or nearly so; the input itself where there is none. */
  record Compress(Strength strength) implements PdfOperation {
    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.compress(this);
    }

    @Override
    public Optional<Problem> problem() {
      return Optional.empty();
    }
  }

  /**
   * How far pictures go down: those that are finer, where they are shown, become that fine, and
   * those without loss may become JPEGs.
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

    /** The resolution that pictures keep. */
    public int dotsPerInch() {
      return dotsPerInch;
    }

    /** Of JPEGs, from 0 to 1. */
    public float quality() {
      return quality;
    }
  }

  /**
   * What a PDF says of itself.
   *
   * @param eachPage whether its pages are looked into
   */
  record Properties(boolean eachPage) implements PdfOperation {
    @Override
    public <R, X extends Exception> R match(PdfOperationCases<R, X> cases) throws X {
      return cases.properties(this);
    }

    @Override
    public Optional<Problem> problem() {
      return Optional.empty();
    }
  }

  private static Optional<Problem> pages(Optional<String> fault) {
    return fault.map(it -> new Problem(FailureCode.PAGE_RANGE_INVALID, it));
  }
}
