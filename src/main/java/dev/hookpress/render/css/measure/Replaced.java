package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Replaced elements and their intrinsic sizes. */
public final class Replaced {
  /** An attribute of images that are not available; the value says what is shown. */
  private static final String MISSING = "hookpress-missing";

  private static final double DEFAULT_WIDTH = 300;
  private static final double DEFAULT_HEIGHT = 150;
  private static final double LONGEST = 1e5;

  private Replaced() {}

  /** Whether it is one. An image that is missing is a box of its alternative text. */
  public static boolean isReplaced(Element element) {
    return switch (element.normalName()) {
      case "img" -> !showsText(element);
      case "svg", "input", "select", "textarea", "progress", "meter", "math" -> true;
      default -> false;
    };
  }

  private static boolean showsText(Element image) {
    String missing = image.attr(MISSING);
    return !missing.isEmpty() && !missing.equals("box") && !image.hasAttr("src");
  }

  /** Whether its width and height keep their ratio. */
  public static boolean hasRatio(Element element) {
    return element.normalName().equals("img") && !showsText(element)
        || element.normalName().equals("svg");
  }

  /** The size of the content box without any style. */
  static ImageSizes.Size size(
      Element element, ComputedStyle style, ImageSizes images, TextMeasure measure) {
    double em = style.pixels("font-size").orElse(16);
    return switch (element.normalName()) {
      case "img" -> image(element, images);
      case "svg" -> svg(element);
      case "textarea" ->
          new ImageSizes.Size(
              (number(element, "cols").orElse(20) * 0.675 + 1.125) * em,
              number(element, "rows").orElse(2) * em * 1.35);
      case "progress", "meter" -> new ImageSizes.Size(10 * em, em);
      case "select" -> new ImageSizes.Size(longestOption(element, style, measure), 1.15 * em);
      case "input" -> input(element, style, measure, em);
      default -> new ImageSizes.Size(em, em);
    };
  }

  private static ImageSizes.Size input(
      Element element, ComputedStyle style, TextMeasure measure, double em) {
    return switch (element.attr("type")) {
      case "checkbox", "radio" -> new ImageSizes.Size(13, 13);
      case "hidden" -> new ImageSizes.Size(0, 0);
      case "submit", "button", "reset" ->
          new ImageSizes.Size(
              measure.width(TextStyle.font(style), element.attr("value")), 1.2 * em);
      default ->
          new ImageSizes.Size((number(element, "size").orElse(20) * 0.6 + 1.275) * em, 1.15 * em);
    };
  }

  /** The width of the lines that a menu or list shows, and of the option that makes it wide. */
  private static double longestOption(Element select, ComputedStyle style, TextMeasure measure) {
    double longest = 0;
    for (Node child : select.childNodes()) {
      String text =
          child instanceof TextNode shown
              ? shown.getWholeText()
              : child instanceof Element option ? option.text() : "";
      for (String line : text.split("\n")) {
        longest = Math.max(longest, measure.width(TextStyle.font(style), line));
      }
    }
    return longest;
  }

  private static ImageSizes.Size image(Element element, ImageSizes images) {
    OptionalDouble width = number(element, "width");
    OptionalDouble height = number(element, "height");
    if (width.isPresent() && height.isPresent()) {
      return new ImageSizes.Size(width.getAsDouble(), height.getAsDouble());
    }
    Optional<ImageSizes.Size> natural = images.size(element.attr("src"));
    double naturalWidth = natural.map(ImageSizes.Size::width).orElse(0.0);
    double naturalHeight = natural.map(ImageSizes.Size::height).orElse(0.0);
    if (naturalWidth <= 0 || naturalHeight <= 0) {
      return new ImageSizes.Size(width.orElse(0), height.orElse(0));
    }
    if (width.isPresent()) {
      return new ImageSizes.Size(
          width.getAsDouble(), width.getAsDouble() * naturalHeight / naturalWidth);
    }
    return height.isPresent()
        ? new ImageSizes.Size(
            height.getAsDouble() * naturalWidth / naturalHeight, height.getAsDouble())
        : natural.get();
  }

  private static ImageSizes.Size svg(Element element) {
    OptionalDouble width = number(element, "width");
    OptionalDouble height = number(element, "height");
    String box = element.hasAttr("viewBox") ? element.attr("viewBox") : element.attr("viewbox");
    String[] parts = box.strip().split("[\\s,]+");
    double ratio = 0;
    if (parts.length == 4) {
      double across = parse(parts[2]).orElse(0);
      double down = parse(parts[3]).orElse(0);
      ratio = across > 0 && down > 0 ? across / down : 0;
    }
    if (width.isPresent() && height.isPresent()) {
      return new ImageSizes.Size(width.getAsDouble(), height.getAsDouble());
    }
    if (ratio <= 0) {
      return new ImageSizes.Size(width.orElse(DEFAULT_WIDTH), height.orElse(DEFAULT_HEIGHT));
    }
    if (height.isPresent()) {
      return new ImageSizes.Size(height.getAsDouble() * ratio, height.getAsDouble());
    }
    double used = width.orElse(DEFAULT_WIDTH);
    return new ImageSizes.Size(used, used / ratio);
  }

  private static OptionalDouble number(Element element, String attribute) {
    String value = element.attr(attribute).strip();
    return value.endsWith("%") ? OptionalDouble.empty() : parse(value);
  }

  private static OptionalDouble parse(String value) {
    String digits = value.endsWith("px") ? value.substring(0, value.length() - 2) : value;
    if (digits.isEmpty() || digits.length() > 12) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(digits);
      return number >= 0 && number <= LONGEST ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
