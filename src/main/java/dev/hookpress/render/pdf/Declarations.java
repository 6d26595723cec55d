package dev.hookpress.render.pdf;

import dev.hookpress.render.css.value.LegacyColour;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Builds CSS declarations from an element's attributes, as text for the engine's parser. */
final class Declarations {
  /** A dimension as browsers parse it: a number, and {@code %} or anything else after it. */
  private static final Pattern DIMENSION =
      Pattern.compile("\\+?([0-9]{1,6}(?:\\.[0-9]{1,4})?)(%?)");

  private static final Pattern LENGTH =
      Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?(?:px|pt|pc|mm|cm|in|em|ex|%)?");
  private static final Pattern URL = Pattern.compile("[^\\s\"'()\\\\]+");

  private final Element element;
  private final StringBuilder css = new StringBuilder();

  Declarations(Element element) {
    this.element = element;
  }

  /** Adds a declaration, unless the value is empty. */
  void add(String property, String value) {
    if (!value.isEmpty()) {
      css.append(property).append(':').append(value).append(';');
    }
  }

  /** Adds declarations, each with a semicolon at its end. */
  void addAll(String declarations) {
    css.append(declarations);
  }

  void addLength(String property, String attribute) {
    if (element.hasAttribute(attribute)) {
      add(property, length(element.getAttribute(attribute)));
    }
  }

  void addColour(String property, String attribute) {
    if (element.hasAttribute(attribute)) {
      add(property, colour(element.getAttribute(attribute)));
    }
  }

  void addImage(String attribute) {
    String reference = element.getAttribute(attribute).strip();
    if (URL.matcher(reference).matches()) {
      add("background-image", "url(\"" + reference + "\")");
    }
  }

  boolean has(String property) {
    return css.indexOf(property + ":") >= 0;
  }

  /** An attribute's value, trimmed and in lower case. */
  String word(String attribute) {
    return element.getAttribute(attribute).strip().toLowerCase(Locale.ROOT);
  }

  /** Converts a dimension to CSS; empty if invalid. */
  static String length(String value) {
    Matcher matcher = DIMENSION.matcher(value.strip());
    if (!matcher.lookingAt()) {
      return "";
    }
    return matcher.group(1) + (matcher.group(2).isEmpty() ? "px" : "%");
  }

  /** Converts a length of an SVG, with any unit, to CSS; empty if invalid. */
  static String cssLength(String value) {
    String trimmed = value.strip().toLowerCase(Locale.ROOT);
    if (!LENGTH.matcher(trimmed).matches()) {
      return "";
    }
    return Character.isDigit(trimmed.charAt(trimmed.length() - 1)) ? trimmed + "px" : trimmed;
  }

  /** Converts a colour to CSS; empty if there is none. */
  static String colour(String value) {
    return LegacyColour.hex(value).orElse("");
  }

  @Override
  public String toString() {
    return css.toString();
  }
}
