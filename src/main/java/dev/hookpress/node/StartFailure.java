package dev.hookpress.node;

/** Thrown when Hookpress cannot start for a reason that the operator can fix. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one readable line: what is wrong and how to fix it; no secrets
   */
  public StartFailure(String message) {
    super(message);
  }

  /** The same, with a cause. */
  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
