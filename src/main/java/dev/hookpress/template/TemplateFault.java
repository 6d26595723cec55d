package dev.hookpress.template;

import dev.hookpress.job.document.FailureCode;

/**
 * Why a template, or its application to data, is refused.
 *
 * @param message for the client: in plain words, with line and column (from 1) where there is one
 */
public record TemplateFault(FailureCode code, String message) {
  // Names and values of the client's own are quoted in it.
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

  /** A fault at a place; line and column from 1. */
  static TemplateFault at(FailureCode code, int line, int column, String what) {
    return new TemplateFault(code, "Line %d, column %d: %s".formatted(line, column, what));
  }
}
