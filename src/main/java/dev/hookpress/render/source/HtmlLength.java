package dev.hookpress.render.source;

/** The length of HTML, without the images and fonts in it. */
final class HtmlLength {
  private static final String DATA = "data:";

  private HtmlLength() {}

  /**
   * Returns the length without its {@code data} URLs. These cost no parsing, only the bytes of the
   * request, whose number is bounded elsewhere.
   */
  static long withoutData(String html) {
    long length = html.length();
    int at = html.indexOf(DATA);
    while (at >= 0) {
      int end = at + DATA.length();
      while (end < html.length() && isInUrl(html.charAt(end))) {
        end++;
      }
      length -= end - at;
      at = html.indexOf(DATA, end);
    }
    return length;
  }

  /** Whether the character does not end a URL in an attribute or a stylesheet. */
  private static boolean isInUrl(char c) {
    return c > ' ' && c != '"' && c != '\'' && c != '<' && c != '>' && c != '(' && c != ')';
  }
}
