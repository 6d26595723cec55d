package dev.hookpress.render.tailwind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The declarations of an element's classes, and values that it inherits. */
final class Box {
  private static final Pattern PIXELS = Pattern.compile("(-?\\d{1,6}(?:\\.\\d{1,6})?)px");

  /** The effective declarations; a later one replaces an earlier one. */
  private final Map<String, String> declared = new HashMap<>();

  /** The element's own or an inherited value. */
  private final Optional<String> textAlign;

  private final Optional<String> colour;

  /**
   * Creates the box of an element.
   *
   * @param parent null for the body
   * @param rules the element's rules, in cascade order
   */
  Box(Box parent, List<Rule> rules) {
    for (Rule rule : rules) {
      if (rule.isOwn()) {
        rule.utility().declarations().forEach(d -> declared.put(d.property(), d.value()));
      }
    }
    Optional<String> own = get("text-align");
    this.textAlign = own.isPresent() || parent == null ? own : parent.textAlign;
    Optional<String> text = get("color");
    this.colour = text.isPresent() || parent == null ? text : parent.colour;
  }

  Optional<String> get(String property) {
    return Optional.ofNullable(declared.get(property));
  }

  /** A length in pixels; the default if it is undeclared or in another unit. */
  double pixels(String property, double otherwise) {
    return get(property).flatMap(Box::pixels).orElse(otherwise);
  }

  private static Optional<Double> pixels(String value) {
    Matcher matcher = PIXELS.matcher(value);
    if (matcher.matches()) {
      return Optional.of(Double.parseDouble(matcher.group(1)));
    }
    return value.equals("0") ? Optional.of(0.0) : Optional.empty();
  }

  Optional<String> textAlign() {
    return textAlign;
  }

  /** The element's own or an inherited text color. */
  Optional<String> colour() {
    return colour;
  }
}
