package dev.hookpress.template;

/**
 * Thrown when a function gets an unusable argument; caught where the position in the template is
 * known.
 */
final class InvalidArgument extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message is for the client. */
  InvalidArgument(String message) {
    super(message, null, false, false);
  }
}
