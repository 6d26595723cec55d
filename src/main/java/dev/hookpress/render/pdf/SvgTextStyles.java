package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.outputdevice.helper.FontResolverHelper;
import dev.hookpress.render.font.engine.TextEffects;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Styles the text of a drawing as browsers do where Batik would not: it looks for missing fonts on
 * the system, and draws translucent text as pixels.
 */
final class SvgTextStyles {
  private static final int MAX_FAMILIES = 16;
  private static final Pattern FAMILY =
      Pattern.compile("font-family\\s{0,9}:[^;}!]{1,999}", Pattern.CASE_INSENSITIVE);

  private final String lastFamilies;

  /**
   * Changes nothing yet.
   *
   * @param lastFamilies the families that are tried after those that a drawing names
   */
  SvgTextStyles(String lastFamilies) {
    this.lastFamilies = ", " + lastFamilies;
  }

  /** Gives a drawing within the document the colour and the font of its surroundings. */
  void inherit(Element svg, CalculatedStyle style, CssContext context, double dotsPerPixel) {
    FSColor colour = style.getColor();
    if (colour instanceof FSRGBColor rgb) {
      String hex = "#%02x%02x%02x".formatted(rgb.getRed(), rgb.getGreen(), rgb.getBlue());
      inherit(svg, "color", hex);
    }
    FontSpecification font = style.getFont(context);
    inherit(
        svg,
        "font-family",
        font.families == null ? "serif" : names(TextEffects.families(List.of(font.families))));
    int weight = FontResolverHelper.convertWeightToInt(font.fontWeight);
    inherit(svg, "font-weight", Integer.toString(weight));
    if (font.fontStyle == IdentValue.ITALIC || font.fontStyle == IdentValue.OBLIQUE) {
      inherit(svg, "font-style", "italic");
    }
    inherit(svg, "font-size", font.size / dotsPerPixel + "px");
  }

  private static void inherit(Element svg, String property, String value) {
    if (!svg.hasAttribute(property)) {
      svg.setAttribute(property, value);
    }
  }

  private static String names(List<String> families) {
    return families.stream()
        .limit(MAX_FAMILIES)
        .map(family -> family.replaceAll("[\"'\\\\<>;]", ""))
        .filter(family -> !family.isBlank())
        .map(family -> "'" + family + "'")
        .collect(Collectors.joining(", "));
  }

  /** Corrects the drawing's elements. */
  void correct(Element svg) {
    Node node = svg;
    while (node != null) {
      if (node instanceof Element element) {
        correctElement(element);
      }
      Node next = node.getFirstChild();
      while (next == null && node != svg) {
        next = node.getNextSibling();
        if (next == null) {
          node = node.getParentNode();
        }
      }
      node = next;
    }
  }

  private void correctElement(Element element) {
    String family = element.getAttribute("font-family");
    if (!family.isBlank() && !family.endsWith(lastFamilies)) {
      element.setAttribute("font-family", family + lastFamilies);
    }
    String style = element.getAttribute("style");
    if (style.contains("font-family")) {
      element.setAttribute("style", withLastFamilies(style));
    }
    String name = element.getNodeName();
    if (name.equals("style") && element.getFirstChild() != null) {
      element.setTextContent(withLastFamilies(element.getTextContent()));
    }
    boolean text = name.equals("text") || name.equals("tspan");
    if (text && element.hasAttribute("opacity")) {
      inherit(element, "fill-opacity", element.getAttribute("opacity"));
      inherit(element, "stroke-opacity", element.getAttribute("opacity"));
      element.removeAttribute("opacity");
    }
  }

  private String withLastFamilies(String css) {
    return FAMILY
        .matcher(css)
        .replaceAll(
            found ->
                found.group().endsWith(lastFamilies)
                    ? Matcher.quoteReplacement(found.group())
                    : Matcher.quoteReplacement(found.group() + lastFamilies));
  }
}
