package dev.hookpress.node;

/** Hookpress cannot start, for a reason that the person who starts it can mend. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line for people: what is wrong, and what to do; no secrets
   */
  public StartFailure(String message) {
    super(message);
  }

  /** The same, with what was behind it. */
  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
