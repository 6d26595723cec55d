package dev.hookpress.render.css.engine;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Writes styles into inline SVG, which another library draws: as {@code style} attributes with
 * computed values.
 */
final class SvgStyles {
  private static final Set<String> OF_SVG =
      Set.of(
          "fill",
          "fill-opacity",
          "fill-rule",
          "clip-rule",
          "stop-color",
          "stop-opacity",
          "stroke",
          "stroke-dasharray",
          "stroke-dashoffset",
          "stroke-linecap",
          "stroke-linejoin",
          "stroke-miterlimit",
          "stroke-opacity",
          "stroke-width",
          "text-anchor",
          "dominant-baseline",
          "font-family",
          "font-size",
          "font-weight",
          "font-style",
          "opacity",
          "visibility");

  private SvgStyles() {}

  /** Modifies the SVG and its content. */
  static void apply(StyledDocument styled, Element svg) {
    ComputedStyle style = styled.style(svg);
    StringBuilder css = new StringBuilder();
    // The drawing library resolves "currentColor" in attributes from this property.
    append(css, "color", style.get("color"));
    style
        .inherited()
        .forEach(
            (property, value) -> {
              if (OF_SVG.contains(property)) {
                append(css, property, value);
              }
            });
    svg.attr("style", css.toString());
    for (Element element : svg.getAllElements()) {
      if (element != svg) {
        applyWithin(styled, element);
      }
    }
  }

  private static void applyWithin(StyledDocument styled, Element element) {
    Map<String, String> declared = styled.declared(element);
    if (declared.isEmpty()) {
      element.removeAttr("style");
      return;
    }
    StringBuilder css = new StringBuilder();
    declared.forEach(
        (property, value) -> {
          boolean hidden = property.equals("display") && value.equals("none");
          if (OF_SVG.contains(property) || property.equals("color") || hidden) {
            append(css, property, value);
          }
        });
    element.attr("style", css.toString());
  }

  private static void append(StringBuilder css, String property, String value) {
    boolean mixed = value.contains("(") && !value.startsWith("url(");
    if (value.startsWith("rgba(")) {
      String[] parts = value.substring(5, value.length() - 1).split(", ");
      css.append(property).append(":rgb(%s,%s,%s);".formatted(parts[0], parts[1], parts[2]));
      if (property.equals("fill") || property.equals("stroke")) {
        css.append(property).append("-opacity:").append(parts[3]).append(';');
      }
    } else if (!mixed) {
      String none = property.equals("fill") || property.equals("stroke") ? "none" : "#000000";
      css.append(property)
          .append(':')
          .append(value.equals("transparent") ? none : value.replace("\"", "'"))
          .append(';');
    }
  }
}
