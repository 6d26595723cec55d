package dev.hookpress.job.pdf;

import java.util.List;

/**
 * What the verification of a finished PDF has found.
 *
 * @param checks at most {@link #MAX_CHECKS}, in the order in which they were made
 */
public record VerificationReport(List<Check> checks) {
  /** PDF/A, PDF/UA, the signature, and the schema and the rules of an invoice; with room. */
  public static final int MAX_CHECKS = 8;

  /** Failures that are listed of one check. */
  public static final int MAX_FAILURES = 20;

  /** Characters of one failure, and of the other texts. */
  public static final int MAX_TEXT = 500;

  public VerificationReport {
    checks = List.copyOf(checks);
  }

  /**
   * One check.
   *
   * @param subject what was checked: {@code pdfa}, {@code pdfua}, {@code signature}, {@code
   *     einvoice} or {@code verification}, which could not be done
   * @param profile the level, format or profile that it was checked against
   * @param failures the first {@link #MAX_FAILURES} that were found, as sentences
   * @param failed how many rules were broken
   * @param engine the program that checked, with its version
   */
  public record Check(
      String subject,
      String profile,
      boolean passed,
      List<String> failures,
      int failed,
      String engine) {
    public Check {
      failures = List.copyOf(failures);
    }

    /** A check with these failures; without any it has passed. */
    public static Check of(String subject, String profile, List<String> failures, String engine) {
      return new Check(
          subject,
          profile,
          failures.isEmpty(),
          failures.stream().limit(MAX_FAILURES).map(Check::shortened).toList(),
          failures.size(),
          engine);
    }

    private static String shortened(String text) {
      return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
  }

  /** A report that nothing could be checked, and why. */
  public static VerificationReport undone(String why) {
    return new VerificationReport(List.of(Check.of("verification", "", List.of(why), "Hookpress")));
  }

  /** Whether all checks have passed. */
  public boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** The first failure, with what it is of; only of a report that has not passed. */
  public String firstFailure() {
    Check first = checks.stream().filter(check -> !check.passed()).findFirst().orElseThrow();
    return (first.subject() + " " + first.profile()).strip() + ": " + first.failures().get(0);
  }
}
