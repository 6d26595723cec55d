package dev.hookpress.render.font.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Inherited properties of text that the engine does not pass to its fonts: it neither counts letter
 * spacing for the width of boxes that fit their content, nor knows word spacing and small capitals.
 * They are passed as the last name of a style's families.
 *
 * @param letters letter spacing, in dots
 * @param words word spacing, in dots
 * @param smallCaps whether lower-case letters are drawn as small capitals
 */
public record TextEffects(float letters, float words, boolean smallCaps) {
  /** Text without effects. */
  public static final TextEffects NONE = new TextEffects(0, 0, false);

  private static final String PREFIX = "-text-effects";
  private static final Pattern NAME =
      Pattern.compile(PREFIX + " (-?[0-9.]{1,9}) (-?[0-9.]{1,9}) (true|false)");
  private static final float MAX = 20_000;

  /** Limits spacing to what fits a page. */
  public TextEffects {
    letters = Math.max(-MAX, Math.min(MAX, letters));
    words = Math.max(-MAX, Math.min(MAX, words));
  }

  /** The effects among a style's families. */
  public static TextEffects of(List<String> families) {
    for (String family : families) {
      Matcher matcher = family.startsWith(PREFIX) ? NAME.matcher(family) : null;
      if (matcher != null && matcher.matches()) {
        return new TextEffects(
            number(matcher.group(1)), number(matcher.group(2)), matcher.group(3).equals("true"));
      }
    }
    return NONE;
  }

  private static float number(String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The families without effects. */
  public static List<String> families(List<String> families) {
    return families.stream().filter(it -> !it.startsWith(PREFIX)).toList();
  }

  /** The families with these effects instead of others. */
  public List<String> addedTo(List<String> families) {
    List<String> names = new ArrayList<>(families(families));
    if (!equals(NONE)) {
      names.add(
          String.format(
              java.util.Locale.ROOT, "%s %.2f %.2f %b", PREFIX, letters, words, smallCaps));
    }
    return names;
  }

  /** What the effects add to the width of a text, in dots. */
  double added(String text) {
    if (letters == 0 && words == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0xAD || c == 0xFFFC || c == 0x200B || Character.isLowSurrogate(c)) {
        continue;
      }
      sum += letters + (isSpace(c) ? words : 0);
    }
    return sum;
  }

  /** What the effects add after a character, in dots. */
  float after(int character) {
    return letters + (isSpace(character) ? words : 0);
  }

  private static boolean isSpace(int character) {
    return character == ' ' || character == 0xA0;
  }
}
