package dev.hookpress.template;

/** Turns the parser's reasons into readable messages. */
final class SyntaxWords {
  private SyntaxWords() {}

  static String of(String reason) {
    if (reason == null || reason.isBlank()) {
      return "This cannot be understood.";
    }
    String words = reason.strip();
    return Character.toUpperCase(words.charAt(0))
        + words.substring(1).replaceFirst("[.\\s]*$", "")
        + ".";
  }
}
