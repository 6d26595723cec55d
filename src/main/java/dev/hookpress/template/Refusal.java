package dev.hookpress.template;

/** A function is called with something that it cannot use. Caught where the place is known. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message is for the client. */
  Refusal(String message) {
    super(message, null, false, false);
  }
}
