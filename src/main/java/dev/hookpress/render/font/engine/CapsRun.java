package dev.hookpress.render.font.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A part of a text in small capitals.
 *
 * @param text as it is written
 * @param small whether it is drawn as capitals of {@link #SIZE}
 */
record CapsRun(String text, boolean small) {
  /** The size of small capitals that browsers make for fonts without their own. */
  static final float SIZE = 0.7f;

  static List<CapsRun> of(String text) {
    List<CapsRun> runs = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      boolean small = isSmall(text.codePointAt(start));
      int end = start;
      while (end < text.length() && isSmall(text.codePointAt(end)) == small) {
        end += Character.charCount(text.codePointAt(end));
      }
      runs.add(new CapsRun(text.substring(start, end), small));
      start = end;
    }
    return runs;
  }

  private static boolean isSmall(int character) {
    return Character.isLowerCase(character);
  }

  /** The text of the glyphs that are drawn. */
  String drawn() {
    return small ? text.toUpperCase(Locale.ROOT) : text;
  }

  float size(float full) {
    return small ? full * SIZE : full;
  }
}
