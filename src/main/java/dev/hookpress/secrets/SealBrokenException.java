package dev.hookpress.secrets;

/** A sealed secret cannot be opened: another key, another owner, or damage. */
public final class SealBrokenException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  SealBrokenException(String message) {
    super(message);
  }
}
