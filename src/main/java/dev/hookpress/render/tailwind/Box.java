package dev.hookpress.render.tailwind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout properties of an element: the declarations of its classes and the values it inherits.
 */
final class Box {
  private static final Pattern PIXELS = Pattern.compile("(-?\\d{1,6}(?:\\.\\d{1,6})?)px");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(?:\\.\\d{1,6})?");
  private static final List<String> MARGINS =
      List.of("margin", "margin-top", "margin-bottom", "margin-left", "margin-right");
  private static final List<String> FRAMES =
      List.of("background-", "border-", "padding", "gradient-", "ring-");

  /** The effective declarations; a later one replaces an earlier one. */
  private final Map<String, String> declared = new HashMap<>();

  /** Declarations for the element's children: space between them, borders. */
  private final Map<String, String> forChildren = new HashMap<>();

  /** The element's own or an inherited value. */
  private final Optional<String> textAlign;

  private final Optional<String> colour;
  private final double lineHeight;
  private final int containers;

  /**
   * Creates the box of an element.
   *
   * @param parent null for the body
   * @param rules the element's rules, in cascade order
   */
  Box(Box parent, List<Rule> rules) {
    for (Rule rule : rules) {
      Map<String, String> target = rule.utility().children() ? forChildren : declared;
      if (rule.variants().pseudo().isEmpty()) {
        rule.utility().declarations().forEach(d -> put(target, d));
      }
    }
    Optional<String> own = get("text-align");
    this.textAlign = own.isPresent() || parent == null ? own : parent.textAlign;
    Optional<String> text = get("color");
    this.colour = text.isPresent() || parent == null ? text : parent.colour;
    this.lineHeight = lineHeight(parent == null ? 24 : parent.lineHeight);
    this.containers = (parent == null ? 0 : parent.containers) + (isContainer() ? 1 : 0);
  }

  private static void put(Map<String, String> target, Declaration declaration) {
    String property = declaration.property();
    String value = declaration.value();
    if (property.equals("gap")) {
      target.put("column-gap", value);
      target.put("row-gap", value);
    } else if (property.equals("margin") || property.equals("padding")) {
      for (String side : List.of("-top", "-right", "-bottom", "-left")) {
        target.put(property + side, value);
      }
    }
    target.put(property, value);
  }

  private double lineHeight(double inherited) {
    String own = declared.getOrDefault("line-height", "");
    Optional<Double> pixels = pixels(own);
    if (pixels.isPresent()) {
      return pixels.get();
    }
    double size = pixels("font-size", 0);
    if (NUMBER.matcher(own).matches()) {
      return Double.parseDouble(own) * (size > 0 ? size : 16);
    }
    return size > 0 ? size * 1.5 : inherited;
  }

  Optional<String> get(String property) {
    return Optional.ofNullable(declared.get(property));
  }

  boolean is(String property, String value) {
    return value.equals(declared.get(property));
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

  /** The width, if it is declared in pixels. */
  Optional<Double> width() {
    return get("width").flatMap(Box::pixels);
  }

  /** The width or flex basis in percent of the parent's width. */
  Optional<Double> percent() {
    String basis = declared.getOrDefault("flex-basis", "auto");
    String width = basis.endsWith("%") ? basis : declared.getOrDefault("width", "");
    return width.endsWith("%") && NUMBER.matcher(width.substring(0, width.length() - 1)).matches()
        ? Optional.of(Double.parseDouble(width.substring(0, width.length() - 1)))
        : Optional.empty();
  }

  boolean isHidden() {
    return is("display", "none");
  }

  /** Whether the element is positioned outside its siblings' flow. */
  boolean isOutOfFlow() {
    return is("position", "absolute") || is("position", "fixed");
  }

  boolean isContainer() {
    String display = declared.getOrDefault("display", "");
    return display.endsWith("flex") || display.endsWith("grid");
  }

  boolean isGrid() {
    return declared.getOrDefault("display", "").endsWith("grid");
  }

  boolean isInline() {
    return declared.getOrDefault("display", "").startsWith("inline-");
  }

  boolean isColumn() {
    return declared.getOrDefault("flex-direction", "row").startsWith("column");
  }

  boolean isReversed() {
    return declared.getOrDefault("flex-direction", "row").endsWith("-reverse");
  }

  /** The flex-grow factor; 0: none. */
  double grow() {
    String flex = declared.getOrDefault("flex", "none");
    String first = flex.indexOf(' ') < 0 ? flex : flex.substring(0, flex.indexOf(' '));
    String grow = declared.getOrDefault("flex-grow", first);
    return NUMBER.matcher(grow).matches() ? Double.parseDouble(grow) : 0;
  }

  /**
   * Whether the flex basis is zero, so that the content's size does not affect the distribution of
   * space.
   */
  boolean startsAtNothing() {
    String flex = declared.getOrDefault("flex", "none");
    return flex.endsWith(" 0%")
        || flex.endsWith(" 0px")
        || NUMBER.matcher(flex).matches()
        || is("flex-basis", "0px");
  }

  /** The space between items side by side. */
  double columnGap() {
    return pixels("column-gap", between("margin-left"));
  }

  /** The space between stacked items. */
  double rowGap() {
    return pixels("row-gap", between("margin-top"));
  }

  private double between(String property) {
    return Optional.ofNullable(forChildren.get(property)).flatMap(Box::pixels).orElse(0.0);
  }

  Map<String, String> forChildren() {
    return forChildren;
  }

  /** The height without padding and border, if it is known. */
  Optional<Double> innerHeight() {
    double height = Math.max(pixels("height", 0), pixels("min-height", 0));
    double frame =
        pixels("padding-top", 0)
            + pixels("padding-bottom", 0)
            + pixels("border-top-width", pixels("border-width", 0))
            + pixels("border-bottom-width", pixels("border-width", 0));
    return height > frame ? Optional.of(height - frame) : Optional.empty();
  }

  /** Half the height of a box with one line of text: the corner radius of a pill. */
  double pillRadius() {
    double lines =
        lineHeight
            + pixels("padding-top", 0)
            + pixels("padding-bottom", 0)
            + 2 * pixels("border-width", 0);
    return pixels("height", lines) / 2;
  }

  boolean hasMargin() {
    return MARGINS.stream().map(declared::get).anyMatch(m -> m != null && !m.equals("0px"));
  }

  /** Whether the edges of the box are visible. */
  boolean hasFrame() {
    return declared.keySet().stream().anyMatch(name -> FRAMES.stream().anyMatch(name::startsWith));
  }

  Optional<String> textAlign() {
    return textAlign;
  }

  /** The element's own or an inherited text color. */
  Optional<String> colour() {
    return colour;
  }

  /** The number of flex and grid containers around the element, itself included. */
  int containers() {
    return containers;
  }
}
