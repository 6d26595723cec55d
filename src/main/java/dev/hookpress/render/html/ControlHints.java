package dev.hookpress.render.html;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The presentational attributes of form controls as declarations. Sizes are Chromium's: 8 pixels a
 * character of a field and 9 of an area of text, at 13.333 pixels.
 */
public final class ControlHints {
  /** The types of inputs whose size is a number of characters. */
  private static final Set<String> TEXT_FIELDS =
      Set.of("", "text", "search", "tel", "url", "email", "password");

  /** A triangle of 14 by 8 pixels that points down, as PNG. */
  private static final String ARROW =
      "url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAA4AAAAICAQAAABjGAZHAAAALklEQVR42mNg"
          + "qGf4jwPWMwBBPW4p7NJwKUxpFCkQQJbEAvBIwYyuZ2DAJY0iBQAqjjXF3BA/kAAAAABJRU"
          + "5ErkJggg==)";

  private static final int MAX_CHARACTERS = 1_000;

  private ControlHints() {}

  /**
   * The declarations, each with a semicolon at its end; empty if there are none.
   *
   * @param name of the element
   * @param attributes the value of an attribute by its name; null if it has none
   */
  public static String of(String name, UnaryOperator<String> attributes) {
    return switch (name) {
      case "textarea" ->
          // With the width of a scroll bar, 15 pixels; a line is 18 pixels high.
          "width:"
              + em(number(attributes.apply("cols"), 20) * 0.675 + 1.125)
              + "min-height:"
              + em(number(attributes.apply("rows"), 2) * 1.35);
      case "input" -> input(attributes);
      case "select" ->
          attributes.apply("multiple") != null || attributes.apply("size") != null
              ? ""
              : "background-image:" + ARROW + ";";
      default -> "";
    };
  }

  private static String input(UnaryOperator<String> attributes) {
    String type = attributes.apply("type");
    int size = number(attributes.apply("size"), 0);
    boolean text = type == null || TEXT_FIELDS.contains(type.strip().toLowerCase(Locale.ROOT));
    return size > 0 && text ? "width:" + em(size * 0.6 + 1.275) : "";
  }

  private static String em(double length) {
    return String.format(Locale.ROOT, "%.3fem;", length);
  }

  /** A number of characters, at least 1. */
  private static int number(String value, int otherwise) {
    String digits = value == null ? "" : value.strip();
    return digits.matches("[0-9]{1,4}")
        ? Math.min(MAX_CHARACTERS, Math.max(1, Integer.parseInt(digits)))
        : otherwise;
  }
}
