package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.value.Gradients;
import dev.hookpress.render.css.value.Numbers;
import dev.hookpress.render.css.value.Percentages;
import dev.hookpress.render.css.value.Shadows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Converts declarations to properties of the layout engine, which supports CSS 2.1 and parts of CSS
 * 3. Unsupported ones are dropped. Use one instance per element.
 */
final class Lowering {
  /** Properties passed on unchanged if the engine supports their value. */
  private static final Map<String, Set<String>> KEYWORDS =
      Map.ofEntries(
          Map.entry("float", Set.of("left", "right", "none", "bottom", "footnote")),
          Map.entry("clear", Set.of("left", "right", "both", "none")),
          Map.entry("visibility", Set.of("visible", "hidden", "collapse")),
          Map.entry("box-sizing", Set.of("border-box", "content-box")),
          Map.entry("caption-side", Set.of("top", "bottom")),
          Map.entry("empty-cells", Set.of("show", "hide")),
          Map.entry("table-layout", Set.of("auto", "fixed")),
          Map.entry("border-collapse", Set.of("collapse", "separate")),
          Map.entry("direction", Set.of("ltr", "rtl")),
          Map.entry("font-style", Set.of("normal", "italic", "oblique")),
          Map.entry("font-variant", Set.of("normal", "small-caps")),
          Map.entry("hyphens", Set.of("auto", "none", "manual")),
          Map.entry("image-rendering", Set.of("auto", "pixelated", "crisp-edges")),
          Map.entry("list-style-position", Set.of("inside", "outside")),
          Map.entry("text-transform", Set.of("capitalize", "uppercase", "lowercase", "none")));

  private static final Set<String> LENGTHS_WITH_AUTO =
      Set.of(
          "width",
          "height",
          "margin-top",
          "margin-right",
          "margin-bottom",
          "margin-left",
          "top",
          "right",
          "bottom",
          "left");

  private static final Set<String> PLAIN =
      Set.of(
          "color",
          "background-color",
          "border-top-color",
          "border-right-color",
          "border-bottom-color",
          "border-left-color",
          "border-top-style",
          "border-right-style",
          "border-bottom-style",
          "border-left-style",
          "border-top-width",
          "border-right-width",
          "border-bottom-width",
          "border-left-width",
          "border-spacing",
          "counter-increment",
          "counter-reset",
          "font-family",
          "font-size",
          "line-height",
          "letter-spacing",
          "word-spacing",
          "orphans",
          "widows",
          "page",
          "tab-size",
          "z-index");

  private static final Set<String> RADII =
      Set.of(
          "border-top-left-radius",
          "border-top-right-radius",
          "border-bottom-left-radius",
          "border-bottom-right-radius");

  private static final Set<String> LIST_TYPES =
      Set.of(
          "disc",
          "circle",
          "square",
          "decimal",
          "decimal-leading-zero",
          "lower-roman",
          "upper-roman",
          "lower-greek",
          "lower-latin",
          "upper-latin",
          "armenian",
          "georgian",
          "lower-alpha",
          "upper-alpha",
          "arabic-indic",
          "none");

  private static final Set<String> SCROLLING = Set.of("auto", "scroll");

  private static final Set<String> BASELINES =
      Set.of("baseline", "sub", "super", "top", "text-top", "middle", "bottom", "text-bottom");

  private final ComputedStyle style;
  private final Map<String, String> declared;
  private final DoubleSupplier around;
  private final boolean viewport;
  private final Map<String, String> result = new LinkedHashMap<>();

  /**
   * @param around the containing block's width in pixels, computed only if needed
   * @param viewport whether it is the root or the body, whose overflow is the page's
   */
  Lowering(
      ComputedStyle style, Map<String, String> declared, DoubleSupplier around, boolean viewport) {
    this.style = style;
    this.declared = declared;
    this.around = around;
    this.viewport = viewport;
  }

  /** The engine's properties, in order. */
  Map<String, String> lower() {
    declared.forEach(this::lower);
    // Blended into the background colour, which it covers.
    String shadow = declared.get("box-shadow");
    if (shadow != null) {
      fill(shadow);
    }
    new Backgrounds(style, declared, result, viewport).lower();
    RelativeFloats.shift(style, result);
    return result;
  }

  private void lower(String property, String value) {
    Set<String> keywords = KEYWORDS.get(property);
    if (keywords != null) {
      if (keywords.contains(value)) {
        result.put(property, value);
      }
    } else if (LENGTHS_WITH_AUTO.contains(property)) {
      size(property, value);
    } else if (PLAIN.contains(property) || property.startsWith("-fs-")) {
      result.put(property, value);
    } else if (property.startsWith("padding-")) {
      result.put(property, length(value));
    } else if (RADII.contains(property)) {
      result.put(property, value.contains("(") ? "0px" : value);
    } else {
      special(property, value);
    }
  }

  private void special(String property, String value) {
    switch (property) {
      case "display" -> result.put("display", display(value));
      case "position" -> result.put("position", value.equals("sticky") ? "relative" : value);
      case "min-width", "min-height" -> {
        if (isLength(value)) {
          result.put(property, length(value));
        } else if (value.equals("auto")) {
          result.put(property, "0px");
        }
      }
      case "max-width", "max-height" -> {
        String least = style.get("min-width");
        if (property.equals("max-width") && Percentages.isLess(value, least, around)) {
          // The least width wins; for the engine, the smaller one.
          result.put(property, length(least));
        } else if (isLength(value) || value.equals("none")) {
          result.put(property, value.equals("none") ? value : length(value));
        }
      }
      case "overflow-x", "overflow-y" -> overflow();
      case "break-before", "break-after" -> pageBreak(property, value);
      case "break-inside" ->
          result.put("page-break-inside", value.startsWith("avoid") ? "avoid" : "auto");
      case "overflow-wrap", "word-break" -> wordWrap();
      case "white-space" -> whiteSpace(value);
      case "text-align" -> textAlign(value);
      case "text-decoration-line" -> result.put("text-decoration", value);
      case "text-indent" -> result.put("text-indent", length(value.split(" ")[0]));
      case "font-weight" -> fontWeight(value);
      case "vertical-align" -> {
        if (BASELINES.contains(value) || isLength(value)) {
          result.put(property, BASELINES.contains(value) ? value : length(value));
        }
      }
      case "list-style-type" -> listStyleType(value);
      case "list-style-image" -> result.put(property, value.startsWith("url(") ? value : "none");
      case "content" -> result.put("content", value.split(" / ")[0]);
      case "quotes" -> {
        if (!value.equals("auto") && !value.equals("match-parent")) {
          result.put("quotes", value);
        }
      }
      case "transform" -> result.put("transform", Transforms.lower(value.toLowerCase(Locale.ROOT)));
      case "transform-origin" -> transformOrigin(value);
      case "column-count", "column-width" -> columns();
      case "column-gap" -> {
        if (declared.containsKey("column-count") || declared.containsKey("column-width")) {
          result.put("column-gap", value.equals("normal") ? "1em" : length(value));
        }
      }
      default -> {}
    }
  }

  private static String display(String value) {
    return switch (value) {
      case "flex", "grid", "flow-root", "run-in" -> "block";
      case "inline-flex", "inline-grid" -> "inline-block";
      case "contents", "ruby", "ruby-text" -> "inline";
      default -> value;
    };
  }

  private static boolean isLength(String value) {
    return value.endsWith("px") || value.endsWith("%") || value.endsWith(")");
  }

  /** Converts a mixture of pixels and percentages to pixels. */
  private String length(String value) {
    if (!value.endsWith(")")) {
      return value;
    }
    double pixels = Percentages.resolve(value, around.getAsDouble()).orElse(0.0);
    return Numbers.pixels(pixels);
  }

  private void size(String property, String value) {
    boolean offset =
        !property.startsWith("margin") && !property.endsWith("h") && !property.equals("height");
    if (offset && style.is("position", "sticky")) {
      return;
    }
    if (!isLength(value) || value.startsWith("fit-content(")) {
      result.put(property, "auto");
      return;
    }
    boolean vertical =
        property.equals("height") || property.equals("top") || property.equals("bottom");
    if (vertical && value.endsWith(")")) {
      result.put(property, "auto");
      return;
    }
    if (property.equals("width") && value.startsWith("min(") && splits(value, "max-width")) {
      return;
    }
    result.put(property, length(value));
  }

  /**
   * Splits {@code width: min(100%, 600px)}, which is valid in any container as {@code max-width}.
   */
  private boolean splits(String value, String bound) {
    String[] parts = value.substring(4, value.length() - 1).split(", ");
    if (parts.length != 2 || declared.containsKey(bound)) {
      return false;
    }
    int percent = parts[0].endsWith("%") ? 0 : 1;
    if (!parts[percent].matches("[0-9.]+%") || !parts[1 - percent].matches("[0-9.]+px")) {
      return false;
    }
    result.put("width", parts[percent]);
    result.put(bound, parts[1 - percent]);
    return true;
  }

  /** On paper, what could only be scrolled to is cut off; preformatted lines wrap instead. */
  private void overflow() {
    if (viewport) {
      return;
    }
    boolean clips = !style.is("overflow-x", "visible") || !style.is("overflow-y", "visible");
    result.put("overflow", clips ? "hidden" : "visible");
    if (SCROLLING.contains(style.get("overflow-x")) && style.is("white-space", "pre")) {
      result.put("white-space", "pre-wrap");
      result.put("word-wrap", "break-word");
    }
  }

  private void pageBreak(String property, String value) {
    String page =
        switch (value) {
          case "page", "all" -> "always";
          case "left", "verso" -> "left";
          case "right", "recto" -> "right";
          case "avoid", "avoid-page" -> "avoid";
          default -> "auto";
        };
    if (value.equals("column")) {
      result.put(property, "column");
    } else {
      result.put("page-" + property, page);
    }
  }

  private void wordWrap() {
    boolean breaks =
        Set.of("break-word", "anywhere").contains(style.get("overflow-wrap"))
            || Set.of("break-all", "break-word").contains(style.get("word-break"));
    result.put("word-wrap", breaks ? "break-word" : "normal");
  }

  private void whiteSpace(String value) {
    String known =
        switch (value) {
          case "normal", "pre", "nowrap", "pre-wrap", "pre-line" -> value;
          case "break-spaces", "preserve", "preserve wrap" -> "pre-wrap";
          case "preserve nowrap" -> "pre";
          case "preserve-breaks", "preserve-breaks wrap" -> "pre-line";
          case "collapse nowrap" -> "nowrap";
          default -> "normal";
        };
    boolean wraps = known.equals("pre") && SCROLLING.contains(style.get("overflow-x"));
    result.put("white-space", wraps ? "pre-wrap" : known);
  }

  private void textAlign(String value) {
    boolean rightToLeft = style.is("direction", "rtl");
    result.put(
        "text-align",
        switch (value) {
          case "start" -> rightToLeft ? "right" : "left";
          case "end" -> rightToLeft ? "left" : "right";
          default -> value;
        });
  }

  private void fontWeight(String value) {
    double weight = style.number("font-weight").orElse(400);
    long hundreds = Math.max(1, Math.min(9, Math.round(weight / 100)));
    result.put("font-weight", value.isEmpty() ? "400" : hundreds * 100 + "");
  }

  private void listStyleType(String value) {
    if (value.startsWith("\"") || LIST_TYPES.contains(value)) {
      result.put("list-style-type", value);
    } else if (value.startsWith("disclosure")) {
      result.put("list-style-type", "disc");
    } else {
      result.put("list-style-type", "decimal");
    }
  }

  private void fill(String shadow) {
    String behind = style.get("background-color");
    Shadows.fill(shadow)
        .filter(colour -> !colour.equals("transparent"))
        .ifPresent(colour -> result.put("background-color", Gradients.over(colour, behind)));
  }

  private void transformOrigin(String value) {
    List<String> axes = new ArrayList<>(List.of("50%", "50%"));
    int next = 0;
    for (String word : value.split(" ")) {
      switch (word) {
        case "left" -> axes.set(0, "0%");
        case "right" -> axes.set(0, "100%");
        case "top" -> axes.set(1, "0%");
        case "bottom" -> axes.set(1, "100%");
        case "center" -> next++;
        default -> {
          if (next < 2 && !word.contains("(")) {
            axes.set(next, word);
          }
          next++;
        }
      }
    }
    result.put("transform-origin", String.join(" ", axes));
  }

  private void columns() {
    if (style.get("display").matches(".*(flex|grid)")) {
      return; // A container has none (CSS Multi-column Layout 1, section 3).
    }
    double width = style.pixels("column-width").orElse(0);
    double count = style.number("column-count").orElse(0);
    if (width > 0) {
      double gap = style.pixels("column-gap").orElse(style.pixels("font-size").orElse(16));
      double fits = Math.max(1, Math.floor((around.getAsDouble() + gap) / (width + gap)));
      count = count > 0 ? Math.min(count, fits) : fits;
    }
    if (count > 1) {
      result.put("column-count", Long.toString(Math.min(100, Math.round(count))));
    }
  }
}
