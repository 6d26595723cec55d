package dev.hookpress.render.css.engine;

import java.util.Map;

/** Corrects {@code ::marker}, of which the engine shows the text only, and fails at images. */
final class Markers {
  private static final String IMAGE = "url(";

  private Markers() {}

  /**
   * Drops the images of a marker's content, and what would make a block of it, and puts its text
   * next to that of the item: the engine begins it at the left edge of the list.
   *
   * @param leftToRight the direction of the list
   */
  static void correct(Map<String, String> lowered, boolean leftToRight) {
    lowered.put("text-align", leftToRight ? "right" : "left");
    lowered.keySet().removeIf(it -> it.equals("display") || it.equals("float"));
    String content = lowered.get("content");
    if (content != null && content.contains(IMAGE)) {
      String text = withoutImages(content).strip();
      lowered.remove("content");
      if (!text.isEmpty()) {
        lowered.put("content", text);
      }
    }
  }

  private static String withoutImages(String content) {
    StringBuilder left = new StringBuilder();
    char quote = 0;
    boolean image = false;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (quote == 0 && !image && content.startsWith(IMAGE, i)) {
        image = true;
      }
      if (!image) {
        left.append(c);
      }
      if (c == '\\' && i + 1 < content.length()) {
        i++;
        if (!image) {
          left.append(content.charAt(i));
        }
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && image && c == ')') {
        image = false;
      }
    }
    return left.toString();
  }
}
