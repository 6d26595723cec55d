package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The text properties of an element.
 *
 * @param wraps whether lines may break at spaces
 * @param keepsSpaces whether spaces are kept
 * @param keepsLines whether line feeds break lines
 * @param breaksAnywhere whether words that do not fit may break between letters
 * @param shrinksAnywhere whether such breaks count for the minimum width
 * @param lineHeight in pixels
 */
record TextStyle(
    TextMeasure.Font font,
    double letterSpacing,
    double wordSpacing,
    String transform,
    boolean wraps,
    boolean keepsSpaces,
    boolean keepsLines,
    boolean breaksAnywhere,
    boolean shrinksAnywhere,
    double lineHeight) {

  static TextStyle of(ComputedStyle style, TextMeasure measure) {
    TextMeasure.Font font = font(style);
    String space = style.get("white-space");
    boolean wraps =
        !space.equals("nowrap") && !space.equals("pre") && !style.is("text-wrap", "nowrap");
    String overflow = style.get("overflow-wrap");
    String breaks = style.get("word-break");
    boolean all = breaks.equals("break-all");
    return new TextStyle(
        font,
        style.pixels("letter-spacing").orElse(0),
        style.pixels("word-spacing").orElse(0),
        style.get("text-transform"),
        wraps,
        space.startsWith("pre") && !space.equals("pre-line") || space.equals("break-spaces"),
        space.startsWith("pre") || space.equals("break-spaces"),
        all || !overflow.equals("normal") || breaks.equals("break-word"),
        all || overflow.equals("anywhere") || breaks.equals("break-word"),
        lineHeight(style, font, measure));
  }

  static TextMeasure.Font font(ComputedStyle style) {
    List<String> families = new ArrayList<>();
    for (String family : style.get("font-family").split(",")) {
      String name = family.strip();
      boolean quoted = name.length() > 1 && (name.startsWith("\"") || name.startsWith("'"));
      families.add(quoted ? name.substring(1, name.length() - 1) : name);
    }
    String weight = style.get("font-weight");
    int number =
        switch (weight) {
          case "bold" -> 700;
          case "normal" -> 400;
          default -> (int) style.number("font-weight").orElse(400);
        };
    boolean italic = !style.is("font-style", "normal");
    return new TextMeasure.Font(families, number, italic, style.pixels("font-size").orElse(16));
  }

  private static double lineHeight(
      ComputedStyle style, TextMeasure.Font font, TextMeasure measure) {
    String value = style.get("line-height");
    if (value.equals("normal")) {
      return measure.lineHeight(font);
    }
    if (style.number("line-height").isPresent()) {
      return style.number("line-height").getAsDouble() * font.size();
    }
    return style
        .pixels("line-height")
        .orElseGet(
            () ->
                style.percentage("line-height").isPresent()
                    ? style.percentage("line-height").getAsDouble() * font.size() / 100
                    : measure.lineHeight(font));
  }

  String transformed(String text) {
    return switch (transform) {
      case "uppercase" -> text.toUpperCase(Locale.ROOT);
      case "lowercase" -> text.toLowerCase(Locale.ROOT);
      case "capitalize" ->
          text.isEmpty()
              ? text
              : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                  + text.substring(text.offsetByCodePoints(0, 1));
      default -> text;
    };
  }
}
