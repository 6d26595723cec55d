package dev.hookpress.job.pdf;

/** What becomes of a document whose finished PDF is verified and does not pass. */
public enum Verification {
  /** It fails. */
  FAIL,
  /** It is stored, and its report says so. */
  REPORT
}
