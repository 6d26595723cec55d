package dev.hookpress.render.css.value;

import java.util.Locale;
import java.util.Optional;

/**
 * The colours of attributes such as {@code bgcolor}, by the "rules for parsing a legacy colour
 * value" of the HTML standard, section 2.3.6: almost any text is a colour there, also the
 * placeholder of a template.
 */
public final class LegacyColour {
  private static final int LONGEST = 128;

  /** Of the digits of one component, the last ones count. */
  private static final int DIGITS = 8;

  private LegacyColour() {}

  /** The colour as {@code #rrggbb}; empty for an empty value and for {@code transparent}. */
  public static Optional<String> hex(String value) {
    String stripped = value.strip();
    String lower = stripped.toLowerCase(Locale.ROOT);
    if (stripped.isEmpty() || lower.equals("transparent")) {
      return Optional.empty();
    }
    Optional<String> named = NamedColours.hex(lower);
    if (named.isPresent()) {
      return named;
    }
    if (lower.length() == 4 && lower.charAt(0) == '#' && isHex(lower.substring(1))) {
      StringBuilder doubled = new StringBuilder("#");
      lower.substring(1).chars().forEach(c -> doubled.append((char) c).append((char) c));
      return Optional.of(doubled.toString());
    }
    return Optional.of(components(digits(lower)));
  }

  /** The text with a zero for all that is no digit, of a length that is a multiple of three. */
  private static String digits(String lower) {
    StringBuilder digits = new StringBuilder();
    // What is beyond the basic plane counts as two characters, as in Java.
    String shortened = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    String text = shortened.startsWith("#") ? shortened.substring(1) : shortened;
    text.chars().forEach(c -> digits.append(isHex(c) ? (char) c : '0'));
    while (digits.isEmpty() || digits.length() % 3 != 0) {
      digits.append('0');
    }
    return digits.toString();
  }

  private static String components(String digits) {
    int length = digits.length() / 3;
    String[] parts = new String[3];
    for (int i = 0; i < 3; i++) {
      String part = digits.substring(i * length, (i + 1) * length);
      parts[i] = part.substring(Math.max(0, length - DIGITS));
    }
    while (parts[0].length() > 2
        && parts[0].charAt(0) == '0'
        && parts[1].charAt(0) == '0'
        && parts[2].charAt(0) == '0') {
      for (int i = 0; i < 3; i++) {
        parts[i] = parts[i].substring(1);
      }
    }
    StringBuilder colour = new StringBuilder("#");
    for (String part : parts) {
      colour.append(part.length() == 1 ? "0" : "").append(part, 0, Math.min(2, part.length()));
    }
    return colour.toString();
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(LegacyColour::isHex);
  }

  private static boolean isHex(int c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
