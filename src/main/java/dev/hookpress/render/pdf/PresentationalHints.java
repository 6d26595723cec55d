package dev.hookpress.render.pdf;

import dev.hookpress.render.css.cascade.ControlHints;
import dev.hookpress.render.pdf.fit.RowBreaks;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Converts presentational attributes to declarations, after the HTML standard's section
 * "Rendering". They come before every rule of the document's own and after the default stylesheet.
 *
 * <p>Also decides which tables repeat their head on each page: the outermost ones that have one.
 * The engine fails on such a table inside a line of text of another one.
 */
final class PresentationalHints {
  private static final Set<String> CELLS = Set.of("td", "th");

  /** What has declarations even without an attribute. */
  private static final Set<String> WITHOUT_ATTRIBUTES =
      Set.of("table", "tr", "td", "th", "textarea", "select");

  private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");

  /** Elements whose {@code align} aligns text. */
  private static final Set<String> ALIGNED =
      Set.of("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "thead", "tbody", "tfoot");

  private static final Set<String> BLOCKS_WITH_WIDTH = Set.of("table", "div", "p", "hr");

  private static final int MAX_FONT_SIZE = 7;
  private static final String[] FONT_SIZES = {
    "x-small", "small", "medium", "large", "x-large", "xx-large", "48px"
  };

  private final boolean paginated;
  private final Map<Element, Boolean> heads = new IdentityHashMap<>();

  /**
   * @param paginated whether tables repeat their heads and rows are kept whole
   */
  PresentationalHints(boolean paginated) {
    this.paginated = paginated;
  }

  /** The declarations of an element's attributes; empty for most elements. */
  String of(Element element) {
    String name = element.getNodeName();
    if (!element.hasAttributes() && !WITHOUT_ATTRIBUTES.contains(name)) {
      return "";
    }
    Declarations css = new Declarations(element);
    if (element.hasAttribute("hidden")) {
      css.add("display", "none");
    }
    direction(css);
    switch (name) {
      case "table" -> table(element, css);
      case "td", "th" -> cell(element, css);
      case "tr" -> row(element, css);
      case "thead", "tbody", "tfoot", "col", "colgroup" -> tablePart(css);
      case "img" -> image(element, css);
      case "svg" -> drawing(element, css);
      case "canvas", "iframe", "video" -> {
        css.addLength("width", "width");
        css.addLength("height", "height");
      }
      case "body" -> body(css);
      case "font" -> font(element, css);
      case "hr" -> rule(element, css);
      case "ol", "ul", "dir", "menu", "li" ->
          css.add("list-style-type", listType(element.getAttribute("type").strip()));
      case "br" -> css.add("clear", css.word("clear").replace("all", "both"));
      case "caption" -> css.add("caption-side", css.word("align").equals("bottom") ? "bottom" : "");
      case "pre" -> css.add("white-space", element.hasAttribute("wrap") ? "pre-wrap" : "");
      case "textarea", "input", "select" ->
          css.addAll(
              ControlHints.of(
                  name, it -> element.hasAttribute(it) ? element.getAttribute(it) : null));
      default -> {}
    }
    if (ALIGNED.contains(name)) {
      css.add("text-align", textAlign(css.word("align")));
    }
    if (BLOCKS_WITH_WIDTH.contains(name)) {
      centre(element, css);
    }
    return css.toString();
  }

  /** The row and column spans, which the engine reads as an element's own style. */
  static String spans(Element element) {
    return switch (element.getNodeName()) {
      case "td", "th" ->
          span(element, "colspan", "-fs-table-cell-colspan")
              + span(element, "rowspan", "-fs-table-cell-rowspan");
      case "col", "colgroup" -> span(element, "span", "-fs-table-cell-colspan");
      default -> "";
    };
  }

  private static String span(Element element, String attribute, String property) {
    String value = element.getAttribute(attribute);
    return value.isEmpty() ? "" : property + ":" + value + ";";
  }

  private static String listType(String type) {
    return switch (type) {
      case "1" -> "decimal";
      case "a" -> "lower-alpha";
      case "A" -> "upper-alpha";
      case "i" -> "lower-roman";
      case "I" -> "upper-roman";
      default ->
          switch (type.toLowerCase(Locale.ROOT)) {
            case "disc", "circle", "square", "none" -> type.toLowerCase(Locale.ROOT);
            default -> "";
          };
    };
  }

  private static void direction(Declarations css) {
    String direction = css.word("dir");
    if (direction.equals("rtl") || direction.equals("ltr") || direction.equals("auto")) {
      css.add("direction", direction);
    }
  }

  private void table(Element table, Declarations css) {
    if (paginated && hasHead(table) && !isInTableWithHead(table)) {
      css.add("-fs-table-paginate", "paginate");
    }
    css.addLength("width", "width");
    css.addLength("height", "height");
    css.addColour("background-color", "bgcolor");
    css.addImage("background");
    String border = css.word("border");
    if (table.hasAttribute("border") && !border.equals("0")) {
      String width = Declarations.length(border);
      String colour = Declarations.colour(table.getAttribute("bordercolor"));
      css.add("border", (width.isEmpty() ? "1px" : width) + " solid");
      css.add("border-color", or(colour, "#a8a8a8 #545454 #545454 #a8a8a8"));
    }
    if (table.hasAttribute("rules") && !css.word("rules").equals("none")) {
      css.add("border-collapse", "collapse");
    }
    css.addLength("border-spacing", "cellspacing");
    if (css.word("align").equals("center")) {
      css.add("margin-left", "auto");
      css.add("margin-right", "auto");
    } else {
      css.add("float", side(css.word("align")));
    }
    if (alignedByAttribute(table) != null) {
      css.add("text-align", "start");
    }
  }

  private boolean hasHead(Element table) {
    return heads.computeIfAbsent(table, PresentationalHints::findHead);
  }

  private static boolean findHead(Element table) {
    for (Node child = table.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals("thead")) {
        return true;
      }
    }
    return false;
  }

  private boolean isInTableWithHead(Element table) {
    for (Node at = table.getParentNode(); at instanceof Element above; at = at.getParentNode()) {
      if (above.getNodeName().equals("table") && hasHead(above)) {
        return true;
      }
    }
    return false;
  }

  private static void cell(Element cell, Declarations css) {
    Element table = tableOf(cell);
    if (table != null) {
      css.add("padding", Declarations.length(table.getAttribute("cellpadding")));
      String border = table.getAttribute("border").strip();
      if (table.hasAttribute("border") && !border.equals("0")) {
        String colour = Declarations.colour(table.getAttribute("bordercolor"));
        css.add("border", "1px solid " + or(colour, "#545454"));
      } else if (table.getAttribute("rules").equalsIgnoreCase("all")) {
        css.add("border", "1px solid gray");
      } else if (table.getAttribute("rules").equalsIgnoreCase("rows")) {
        css.add("border-top", "1px solid gray");
        css.add("border-bottom", "1px solid gray");
      } else if (table.getAttribute("rules").equalsIgnoreCase("cols")) {
        css.add("border-left", "1px solid gray");
        css.add("border-right", "1px solid gray");
      }
    }
    css.addLength("width", "width");
    css.addLength("height", "height");
    css.add("white-space", cell.hasAttribute("nowrap") ? "nowrap" : "");
    css.add("text-align", textAlign(css.word("align")));
    tablePart(css);
  }

  private void row(Element row, Declarations css) {
    if (!paginated || RowBreaks.isBreakable(row)) {
      css.add("page-break-inside", "auto");
    }
    css.addLength("height", "height");
    tablePart(css);
  }

  private static void tablePart(Declarations css) {
    css.addLength("width", "width");
    css.add("vertical-align", verticalAlign(css.word("valign")));
    css.addColour("background-color", "bgcolor");
    css.addImage("background");
  }

  private static void image(Element image, Declarations css) {
    css.addLength("width", "width");
    css.addLength("height", "height");
    String align = css.word("align");
    css.add("float", side(align));
    css.add("vertical-align", verticalAlign(align));
    String border = Declarations.length(image.getAttribute("border"));
    css.add("border", border.isEmpty() ? "" : border + " solid");
    String across = Declarations.length(image.getAttribute("hspace"));
    css.add("margin-left", across);
    css.add("margin-right", across);
    String down = Declarations.length(image.getAttribute("vspace"));
    css.add("margin-top", down);
    css.add("margin-bottom", down);
  }

  private static void drawing(Element svg, Declarations css) {
    css.add("width", Declarations.cssLength(svg.getAttribute("width")));
    css.add("height", Declarations.cssLength(svg.getAttribute("height")));
  }

  private static void body(Declarations css) {
    css.addColour("background-color", "bgcolor");
    css.addColour("color", "text");
    css.addImage("background");
    css.addLength("margin-left", "leftmargin");
    css.addLength("margin-right", "leftmargin");
    css.addLength("margin-top", "topmargin");
    css.addLength("margin-bottom", "topmargin");
    css.addLength("margin-left", "marginwidth");
    css.addLength("margin-right", "marginwidth");
    css.addLength("margin-top", "marginheight");
    css.addLength("margin-bottom", "marginheight");
  }

  private static void font(Element font, Declarations css) {
    css.addColour("color", "color");
    String face = font.getAttribute("face").strip();
    if (!face.isEmpty() && face.matches("[\\p{L}\\p{N} ,'\"_-]+")) {
      css.add("font-family", face);
    }
    css.add("font-size", fontSize(font.getAttribute("size").strip()));
  }

  /** The legacy sizes 1 to 7, with 3 as default; a signed number is relative to it. */
  private static String fontSize(String size) {
    if (!size.matches("[+-]?[0-9]{1,3}")) {
      return "";
    }
    int number = Integer.parseInt(size.startsWith("+") ? size.substring(1) : size);
    boolean relative = size.startsWith("+") || size.startsWith("-");
    int legacy = Math.max(1, Math.min(MAX_FONT_SIZE, relative ? 3 + number : number));
    return FONT_SIZES[legacy - 1];
  }

  private static void rule(Element rule, Declarations css) {
    css.addLength("width", "width");
    css.addColour("color", "color");
    String colour = Declarations.colour(rule.getAttribute("color"));
    boolean solid = rule.hasAttribute("noshade") || !colour.isEmpty();
    if (solid) {
      css.add("border-style", "solid");
      css.add("border-color", or(colour, "gray"));
    }
    String size = rule.getAttribute("size").strip();
    if (size.matches("[0-9]{1,3}")) {
      int pixels = Integer.parseInt(size);
      if (pixels <= 1) {
        css.add("border-bottom-width", "0");
      } else {
        css.add("height", (pixels - 2) + "px");
        css.add("background-color", solid ? or(colour, "gray") : "");
      }
    }
    switch (css.word("align")) {
      case "left" -> css.add("margin-left", "0");
      case "right" -> css.add("margin-right", "0");
      default -> {}
    }
  }

  /**
   * Centres the boxes within a {@code center} element or {@code align="center"}, except those
   * inside a nested table.
   */
  private static void centre(Element element, Declarations css) {
    if (css.has("margin-left") || css.has("float") || element.hasAttribute("align")) {
      return;
    }
    if (element.getNodeName().equals("div") && !element.hasAttribute("style")) {
      return;
    }
    String align = alignedByAttribute(element);
    if ("center".equals(align)) {
      css.add("margin-left", "auto");
      css.add("margin-right", "auto");
    } else if ("right".equals(align)) {
      css.add("margin-left", "auto");
    }
  }

  /** The alignment attribute of the nearest ancestor, within one table. */
  private static String alignedByAttribute(Element element) {
    for (Node at = element.getParentNode(); at instanceof Element above; at = at.getParentNode()) {
      String name = above.getNodeName();
      if (name.equals("center")) {
        return "center";
      }
      if (name.equals("table") || above.getAttribute("style").contains("text-align")) {
        return null;
      }
      String align = above.getAttribute("align").strip().toLowerCase(Locale.ROOT);
      if ((CELLS.contains(name) || ALIGNED.contains(name)) && !textAlign(align).isEmpty()) {
        return align.equals("middle") ? "center" : align;
      }
    }
    return null;
  }

  private static Element tableOf(Element cell) {
    Node at = cell.getParentNode();
    if (at instanceof Element row && row.getNodeName().equals("tr")) {
      at = row.getParentNode();
    }
    if (at instanceof Element section && SECTIONS.contains(section.getNodeName())) {
      at = section.getParentNode();
    }
    return at instanceof Element table && table.getNodeName().equals("table") ? table : null;
  }

  private static String side(String align) {
    return align.equals("left") || align.equals("right") ? align : "";
  }

  private static String textAlign(String align) {
    return switch (align) {
      case "left", "right", "center", "justify" -> align;
      case "middle" -> "center";
      default -> "";
    };
  }

  private static String verticalAlign(String align) {
    return switch (align) {
      case "top", "bottom", "baseline", "middle" -> align;
      case "texttop" -> "text-top";
      case "absmiddle", "abscenter", "center" -> "middle";
      default -> "";
    };
  }

  private static String or(String value, String otherwise) {
    return value.isEmpty() ? otherwise : value;
  }
}
