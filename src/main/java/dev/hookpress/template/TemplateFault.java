package dev.hookpress.template;

import dev.hookpress.job.document.FailureCode;

/**
 * Why a template is refused or cannot be rendered.
 *
 * @param message message for the client, with line and column (from 1) if known
 */
public record TemplateFault(FailureCode code, String message) {
  // Bounds the client's names and values quoted in the message.
  private static final int MAX_CHARS = 300;

  /** Shortens the message and makes it one line. */
  public TemplateFault {
    StringBuilder line = new StringBuilder();
    message
        .codePoints()
        .limit(MAX_CHARS)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    message = line.toString();
  }

  /** A fault at a position; line and column from 1. */
  static TemplateFault at(FailureCode code, int line, int column, String what) {
    return new TemplateFault(code, "Line %d, column %d: %s".formatted(line, column, what));
  }
}
