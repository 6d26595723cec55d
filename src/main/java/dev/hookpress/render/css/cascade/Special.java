package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Lengths;
import dev.hookpress.render.css.value.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Properties whose computed value differs from the specified one in a particular way. */
final class Special {
  private static final Map<String, Double> FONT_SIZES =
      Map.of(
          "xx-small", 9.0,
          "x-small", 10.0,
          "small", 13.0,
          "medium", 16.0,
          "large", 18.0,
          "x-large", 24.0,
          "xx-large", 32.0,
          "xxx-large", 48.0);

  private static final Map<String, String> TWO_WORD_DISPLAYS =
      Map.ofEntries(
          Map.entry("block flow", "block"),
          Map.entry("block flow-root", "flow-root"),
          Map.entry("inline flow", "inline"),
          Map.entry("inline flow-root", "inline-block"),
          Map.entry("block flex", "flex"),
          Map.entry("inline flex", "inline-flex"),
          Map.entry("block grid", "grid"),
          Map.entry("inline grid", "inline-grid"),
          Map.entry("block table", "table"),
          Map.entry("inline table", "inline-table"),
          Map.entry("block flow list-item", "list-item"),
          Map.entry("block list-item", "list-item"),
          Map.entry("flow list-item", "list-item"),
          Map.entry("inline list-item", "inline"),
          Map.entry("inline flow list-item", "inline"));

  private static final Set<String> NOT_NEGATIVE =
      Set.of(
          "width",
          "height",
          "min-width",
          "min-height",
          "max-width",
          "max-height",
          "padding-top",
          "padding-right",
          "padding-bottom",
          "padding-left",
          "border-top-width",
          "border-right-width",
          "border-bottom-width",
          "border-left-width",
          "column-gap",
          "row-gap",
          "font-size",
          "line-height",
          "flex-basis",
          "flex-grow",
          "flex-shrink");

  private final String property;
  private final Lengths lengths;
  private final ElementState parent;
  private final String colour;
  private boolean relative;

  /**
   * @param parent null for the root element
   */
  Special(String property, Lengths lengths, ElementState parent, String colour) {
    this.property = property;
    this.lengths = lengths;
    this.parent = parent;
    this.colour = colour;
  }

  /** Whether the result depends on the element. */
  boolean isRelative() {
    return relative;
  }

  String compute(String text, List<Component> value) {
    return switch (property) {
      case "font-size" -> fontSize(text);
      case "font-weight" -> fontWeight(text);
      case "line-height" -> lineHeight(text);
      case "letter-spacing", "word-spacing" -> spacing(text);
      case "border-top-width",
          "border-right-width",
          "border-bottom-width",
          "border-left-width",
          "outline-width",
          "column-rule-width" ->
          notNegative(lineWidth(text));
      case "display" -> TWO_WORD_DISPLAYS.getOrDefault(text, text);
      case "fill", "stroke" -> text.equals("currentcolor") ? colour : text;
      case "opacity", "fill-opacity", "stroke-opacity", "stop-opacity" -> share(text);
      case "text-align" -> textAlign(text);
      case "float" -> side(text);
      case "clear" -> side(text);
      case "overflow-wrap" -> text;
      case "break-before", "break-after" -> text.equals("always") ? "page" : text;
      default -> NOT_NEGATIVE.contains(property) ? notNegative(text) : text;
    };
  }

  private String fontSize(String text) {
    double inherited = lengths.fontSize();
    Double keyword = FONT_SIZES.get(text);
    if (keyword != null) {
      return Numbers.pixels(keyword);
    }
    if (text.equals("smaller") || text.equals("larger") || text.endsWith("%")) {
      relative = true;
      double factor =
          text.equals("smaller")
              ? 1 / 1.2
              : text.equals("larger") ? 1.2 : number(text, 1, 100) / 100;
      return StyleComputer.size(inherited * factor);
    }
    if (text.startsWith("calc(")
        || text.startsWith("min(")
        || text.startsWith("max(")
        || text.startsWith("clamp(")) {
      relative = true;
      return mixed(text, inherited);
    }
    return text.endsWith("px") ? StyleComputer.size(number(text, 2, 16)) : text;
  }

  /** A mixture with percentages, which refer to the inherited size. */
  private String mixed(String text, double inherited) {
    return dev.hookpress.render.css.value.Percentages.resolve(text, inherited)
        .map(StyleComputer::size)
        .orElseGet(() -> StyleComputer.size(inherited));
  }

  private String fontWeight(String text) {
    double inherited = parent == null ? 400 : number(parent.computed().get("font-weight"), 0, 400);
    return switch (text) {
      case "normal" -> "400";
      case "bold" -> "700";
      case "bolder" -> {
        relative = true;
        yield inherited < 350 ? "400" : inherited < 550 ? "700" : "900";
      }
      case "lighter" -> {
        relative = true;
        yield inherited < 550 ? "100" : inherited < 750 ? "400" : "700";
      }
      default -> Numbers.text(Math.max(1, Math.min(1000, number(text, 0, 400))));
    };
  }

  private String lineHeight(String text) {
    if (text.endsWith("%") && !text.contains("(")) {
      relative = true;
      return StyleComputer.size(number(text, 1, 120) / 100 * lengths.fontSize());
    }
    if (text.contains("(")) {
      relative = true;
      return mixed(text, lengths.fontSize());
    }
    return notNegative(text);
  }

  private String spacing(String text) {
    if (text.endsWith("%") && !text.contains("(")) {
      relative = true;
      return Numbers.pixels(number(text, 1, 0) / 100 * lengths.fontSize());
    }
    return text.equals("normal") && property.startsWith("word") ? "0px" : text;
  }

  private static String lineWidth(String text) {
    return switch (text) {
      case "thin" -> "1px";
      case "medium" -> "3px";
      case "thick" -> "5px";
      default -> text;
    };
  }

  private static String share(String text) {
    double number = text.endsWith("%") ? number(text, 1, 100) / 100 : number(text, 0, 1);
    return Numbers.text(Math.max(0, Math.min(1, number)));
  }

  private String textAlign(String text) {
    if (text.startsWith("-webkit-")) {
      return text.substring(8);
    }
    if (text.equals("match-parent")) {
      relative = true;
      return parent == null ? "start" : parent.computed().get("text-align");
    }
    return text;
  }

  private String side(String text) {
    relative = text.startsWith("inline-");
    boolean leftToRight = parent == null || parent.computed().is("direction", "ltr");
    return switch (text) {
      case "inline-start" -> leftToRight ? "left" : "right";
      case "inline-end" -> leftToRight ? "right" : "left";
      default -> text;
    };
  }

  private static String notNegative(String text) {
    return text.startsWith("-") && !text.contains("(")
        ? "0" + text.replaceFirst("^-[0-9.]+", "")
        : text;
  }

  private static double number(String text, int unit, double otherwise) {
    try {
      return Double.parseDouble(text.substring(0, Math.max(0, text.length() - unit)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
