package dev.hookpress.render.css.measure;

import org.jsoup.nodes.Element;

/** The text of a {@code content} property, as far as it is known before layout. */
public final class GeneratedText {
  private GeneratedText() {}

  /**
   * Strings and attributes are included; a counter is represented by a digit, as its value is not
   * yet known.
   */
  public static String of(String content, Element element) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < content.length()) {
      char c = content.charAt(at);
      if (c == '"' || c == '\'') {
        at = string(content, at, text);
      } else if (content.startsWith("attr(", at)) {
        int end = content.indexOf(')', at);
        end = end < 0 ? content.length() : end;
        text.append(element.attr(content.substring(at + 5, end).strip()));
        at = end + 1;
      } else if (content.startsWith("counter", at)) {
        int end = content.indexOf(')', at);
        text.append('0');
        at = end < 0 ? content.length() : end + 1;
      } else if (content.startsWith("open-quote", at) || content.startsWith("close-quote", at)) {
        text.append('"');
        at += 10;
      } else {
        at++;
      }
    }
    return text.toString();
  }

  /** Whether it is fully known: without counters, quotes or images. */
  public static boolean isPlain(String content) {
    return !content.contains("counter")
        && !content.contains("quote")
        && !content.contains("url(")
        && !content.contains("element(")
        && !content.contains("gradient(");
  }

  private static int string(String content, int start, StringBuilder text) {
    char quote = content.charAt(start);
    int at = start + 1;
    while (at < content.length() && content.charAt(at) != quote) {
      char c = content.charAt(at);
      if (c != '\\' || at + 1 >= content.length()) {
        text.append(c);
        at++;
        continue;
      }
      at++;
      int digits = at;
      while (digits < content.length()
          && digits - at < 6
          && Character.digit(content.charAt(digits), 16) >= 0) {
        digits++;
      }
      if (digits == at) {
        text.append(content.charAt(at));
        at++;
      } else {
        int code = Integer.parseInt(content.substring(at, digits), 16);
        text.appendCodePoint(Character.isValidCodePoint(code) && code > 0 ? code : 0xFFFD);
        at = digits < content.length() && content.charAt(digits) == ' ' ? digits + 1 : digits;
      }
    }
    return at + 1;
  }
}
