package dev.hookpress.api.docs;

/** Writes HTML. */
final class Html {
  private Html() {}

  /** Text with the characters escaped that HTML gives a meaning. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A whole page; its style is a file of its own, because inline styles are not allowed. */
  static String page(String title, String body) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + text(title)
        + "</title><meta name=\"viewport\" content=\"width=device-width\"><link"
        + " rel=\"stylesheet\" href=\"/docs/style.css\"></head><body>\n"
        + body
        + "</body></html>\n";
  }
}
