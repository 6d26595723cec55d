package dev.hookpress.template;

/** A function is called with something that it cannot use. Caught where the place is known. */
final class InvalidArgument extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message is for the client. */
  InvalidArgument(String message) {
    super(message, null, false, false);
  }
}
