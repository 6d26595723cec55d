package dev.hookpress.secrets;

/**
 * Thrown when a sealed secret cannot be opened: wrong key, wrong client or purpose, or damaged
 * bytes.
 */
public final class SealBrokenException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  SealBrokenException(String message) {
    super(message);
  }
}
