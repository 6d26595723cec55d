package dev.hookpress.template.code;

/** A value that the asked code cannot hold. The message is for the client. */
public final class CodeFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  CodeFault(String message) {
    super(message, null, false, false);
  }
}
