package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.value.LegacyColour;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Maps attributes of HTML and SVG to declarations, as in the HTML standard. */
final class Hints {
  private static final String[] SVG = {
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stop-color",
    "stop-opacity",
    "color",
    "opacity",
    "font-size",
    "font-family",
    "font-weight",
    "font-style",
    "text-anchor",
    "dominant-baseline"
  };

  private Hints() {}

  /** The declarations as CSS; empty for most elements. */
  static String of(Element element) {
    if (element.attributesSize() == 0) {
      return "";
    }
    StringBuilder css = new StringBuilder();
    switch (element.normalName()) {
      case "table" -> table(element, css);
      case "td", "th" -> cell(element, css);
      case "tr", "thead", "tbody", "tfoot" -> content(element, css);
      case "col", "colgroup" -> length(element, "width", css);
      case "img", "video", "canvas", "iframe" -> {
        length(element, "width", css);
        length(element, "height", css);
        floating(element, css);
      }
      case "input", "textarea" ->
          css.append(
              ControlHints.of(
                  element.normalName(), it -> element.hasAttr(it) ? element.attr(it) : null));
      case "svg" -> {
        length(element, "width", css);
        length(element, "height", css);
        presentation(element, css);
      }
      case "hr" -> length(element, "width", css);
      case "body" -> {
        colour(element, "bgcolor", "background-color", css);
        colour(element, "text", "color", css);
      }
      case "font" -> colour(element, "color", "color", css);
      case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6" -> align(element, css);
      default -> {
        if (element.tag().namespace().endsWith("svg")) {
          presentation(element, css);
        }
      }
    }
    return css.toString();
  }

  private static void table(Element element, StringBuilder css) {
    length(element, "width", css);
    length(element, "height", css);
    colour(element, "bgcolor", "background-color", css);
    if (element.attr("align").equalsIgnoreCase("center")) {
      css.append("margin-left:auto;margin-right:auto;");
    } else {
      floating(element, css);
    }
    String spacing = element.attr("cellspacing").strip();
    if (isDigits(spacing)) {
      css.append("border-spacing:").append(spacing).append("px;");
    }
    String border = element.attr("border").strip();
    if (isDigits(border) && !border.equals("0")) {
      css.append("border:").append(border).append("px outset gray;");
    }
  }

  private static Element table(Element cell) {
    Element above = cell.parent();
    while (above != null && !above.normalName().equals("table")) {
      above = above.parent();
    }
    return above;
  }

  private static void cell(Element element, StringBuilder css) {
    Element table = table(element);
    if (table != null) {
      String padding = table.attr("cellpadding").strip();
      if (isDigits(padding)) {
        css.append("padding:").append(padding).append("px;");
      }
      String border = table.attr("border").strip();
      if (isDigits(border) && !border.equals("0")) {
        css.append("border:1px inset gray;");
      }
    }
    length(element, "width", css);
    length(element, "height", css);
    if (element.hasAttr("nowrap")) {
      css.append("white-space:nowrap;");
    }
    content(element, css);
  }

  private static void content(Element element, StringBuilder css) {
    colour(element, "bgcolor", "background-color", css);
    align(element, css);
    String vertical = element.attr("valign").strip().toLowerCase(Locale.ROOT);
    if (isWord(vertical)) {
      css.append("vertical-align:").append(vertical).append(';');
    }
  }

  private static void align(Element element, StringBuilder css) {
    String align = element.attr("align").strip().toLowerCase(Locale.ROOT);
    if (isWord(align)) {
      css.append("text-align:").append(align.equals("middle") ? "center" : align).append(';');
    }
  }

  private static void floating(Element element, StringBuilder css) {
    String align = element.attr("align").strip().toLowerCase(Locale.ROOT);
    if (align.equals("left") || align.equals("right")) {
      css.append("float:").append(align).append(';');
    }
  }

  private static void colour(
      Element element, String attribute, String property, StringBuilder css) {
    LegacyColour.hex(element.attr(attribute))
        .ifPresent(colour -> css.append(property).append(':').append(colour).append(';'));
  }

  private static void length(Element element, String attribute, StringBuilder css) {
    String value = element.attr(attribute).strip();
    if (value.endsWith("px")) {
      value = value.substring(0, value.length() - 2);
    }
    boolean percent = value.endsWith("%");
    String number = percent ? value.substring(0, value.length() - 1) : value;
    if (!number.isEmpty()
        && number.length() < 12
        && number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')) {
      css.append(attribute).append(':').append(number).append(percent ? "%;" : "px;");
    }
  }

  private static void presentation(Element element, StringBuilder css) {
    for (String property : SVG) {
      String value = element.attr(property).strip();
      if (!value.isEmpty() && value.indexOf(';') < 0 && value.indexOf('}') < 0) {
        css.append(property).append(':').append(value);
        boolean unitless = property.equals("font-size") && isDigits(value);
        css.append(unitless ? "px;" : ";");
      }
    }
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.length() < 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
