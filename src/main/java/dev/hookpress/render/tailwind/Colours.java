package dev.hookpress.render.tailwind;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts colors to the engine's notation: {@code #rrggbb} or {@code rgba(r,g,b,a)}. */
final class Colours {
  private static final Pattern HEX =
      Pattern.compile("#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
  private static final Pattern FUNCTION =
      Pattern.compile(
          "(rgba?|hsla?)\\(([\\d.]{1,8}(?:deg)?%?)[ ,]{1,3}([\\d.]{1,8}%?)[ ,]{1,3}([\\d.]{1,8}%?)"
              + "(?:[ ,/]{1,3}([\\d.]{1,8}%?))?\\)");
  private static final Pattern NAME = Pattern.compile("[a-z]{3,20}");

  private Colours() {}

  /** Parses a bracketed color: hexadecimal, rgb(), hsl() or a CSS color name. */
  static Optional<String> parse(String text) {
    Matcher hex = HEX.matcher(text);
    if (hex.matches()) {
      return Optional.of(hex(hex.group(1)));
    }
    Matcher function = FUNCTION.matcher(text);
    if (function.matches()) {
      String name = function.group(1).substring(0, 3);
      String three =
          function.group(2).replace("deg", "") + "," + function.group(3) + "," + function.group(4);
      return Optional.of(
          function.group(5) == null
              ? name + "(" + three + ")"
              : name + "a(" + three + "," + fraction(function.group(5)) + ")");
    }
    return Optional.empty();
  }

  /** Whether the text is a single word, like the CSS color names. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Applies an opacity to a color.
   *
   * @param percent the opacity, 0 to 100, or a CSS value in brackets
   */
  static Optional<String> withOpacity(String colour, String percent) {
    Optional<Double> alpha = alpha(percent);
    if (alpha.isEmpty() || !colour.startsWith("#")) {
      return alpha.isEmpty() ? Optional.empty() : Optional.of(colour);
    }
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "rgba(%d,%d,%d,%s)",
            rgb >> 16 & 255,
            rgb >> 8 & 255,
            rgb & 255,
            number(alpha.get())));
  }

  private static Optional<Double> alpha(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String plain = bracketed ? text.substring(1, text.length() - 1) : text;
    boolean percent = plain.endsWith("%");
    String digits = percent ? plain.substring(0, plain.length() - 1) : plain;
    if (!digits.matches("\\d{1,3}|\\d?\\.\\d{1,4}")) {
      return Optional.empty();
    }
    double value = Double.parseDouble(digits);
    double alpha = bracketed && !percent ? value : value / 100;
    return alpha <= 1 ? Optional.of(alpha) : Optional.empty();
  }

  private static String fraction(String text) {
    return text.endsWith("%")
        ? number(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
        : text;
  }

  /** Expands three, four, six or eight digits. */
  private static String hex(String digits) {
    String long_ = digits;
    if (digits.length() < 6) {
      StringBuilder doubled = new StringBuilder();
      for (char c : digits.toCharArray()) {
        doubled.append(c).append(c);
      }
      long_ = doubled.toString();
    }
    String rgb = "#" + long_.substring(0, 6);
    if (long_.length() == 6) {
      return rgb;
    }
    int alpha = Integer.parseInt(long_.substring(6), 16);
    return withOpacity(rgb, "[" + number(alpha / 255.0) + "]").orElse(rgb);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
