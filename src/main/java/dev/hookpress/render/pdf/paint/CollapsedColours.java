package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Decides which colour a collapsed border has between two cells whose borders differ in nothing
 * else: that of the cell further to the left, and above (CSS 2.1 §17.6.2.1). The engine draws the
 * other one over it.
 */
public final class CollapsedColours {
  private static final Set<IdentValue> NO_BORDER = Set.of(IdentValue.NONE, IdentValue.HIDDEN);

  /** The colour of the {@code border} attribute, which browsers draw black where they collapse. */
  private static final FSRGBColor GREY = new FSRGBColor(0x54, 0x54, 0x54);

  private static final FSRGBColor BLACK = new FSRGBColor(0, 0, 0);

  private static final Edge LEFT =
      new Edge(
          CSSName.BORDER_LEFT_STYLE,
          CSSName.BORDER_LEFT_WIDTH,
          CSSName.BORDER_LEFT_COLOR,
          CSSName.BORDER_RIGHT_STYLE,
          CSSName.BORDER_RIGHT_WIDTH,
          CSSName.BORDER_RIGHT_COLOR);

  private static final Edge TOP =
      new Edge(
          CSSName.BORDER_TOP_STYLE,
          CSSName.BORDER_TOP_WIDTH,
          CSSName.BORDER_TOP_COLOR,
          CSSName.BORDER_BOTTOM_STYLE,
          CSSName.BORDER_BOTTOM_WIDTH,
          CSSName.BORDER_BOTTOM_COLOR);

  private static final List<CSSName> COLOURS =
      List.of(
          CSSName.BORDER_TOP_COLOR,
          CSSName.BORDER_RIGHT_COLOR,
          CSSName.BORDER_BOTTOM_COLOR,
          CSSName.BORDER_LEFT_COLOR);

  /** A cell's edge and its neighbour's at the same place. */
  private record Edge(
      CSSName style,
      CSSName width,
      CSSName colour,
      CSSName otherStyle,
      CSSName otherWidth,
      CSSName otherColour) {}

  private CollapsedColours() {}

  /**
   * Adds the declarations for a cell of a table whose borders collapse.
   *
   * @param parent the style of the element's parent, or null
   * @param styles the styles of the elements before it
   */
  public static void correct(
      Element cell,
      CascadedStyle style,
      CalculatedStyle parent,
      Function<Element, CalculatedStyle> styles,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    if (parent == null
        || !parent.isIdent(CSSName.BORDER_COLLAPSE, IdentValue.COLLAPSE)
        || !isCell(cell)) {
      return;
    }
    if (hasBorder(style, LEFT)) {
      Element before = cellBefore(cell);
      if (before != null) {
        correct(style, styles.apply(before), LEFT, context, corrections);
      }
    }
    if (hasBorder(style, TOP)) {
      Element above = cellAbove(cell);
      if (above != null) {
        correct(style, styles.apply(above), TOP, context, corrections);
      }
    }
    blacken(cell, style, corrections);
  }

  private static boolean hasBorder(CascadedStyle style, Edge edge) {
    PropertyDeclaration kind = style.propertyByName(edge.style());
    return kind != null && !NO_BORDER.contains(kind.asIdentValue());
  }

  private static void correct(
      CascadedStyle style,
      CalculatedStyle other,
      Edge edge,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    PropertyDeclaration colour = style.propertyByName(edge.colour());
    PropertyDeclaration width = style.propertyByName(edge.width());
    if (colour == null
        || width == null
        || !(colour.getValue() instanceof PropertyValue value)
        || value.getFSColor() == null
        || width.getValue().getPrimitiveType() != CSSPrimitiveValue.CSS_PX
        || !other.isIdent(edge.otherStyle(), style.propertyByName(edge.style()).asIdentValue())) {
      return;
    }
    FSColor winner = other.asColor(edge.otherColour());
    float own =
        width.getValue().getFloatValue(CSSPrimitiveValue.CSS_PX) * context.getDotsPerPixel();
    float beside = other.getFloatPropertyProportionalWidth(edge.otherWidth(), 0, context);
    if (winner != null && !winner.equals(value.getFSColor()) && Math.abs(own - beside) < 1) {
      corrections.add(
          new PropertyDeclaration(
              edge.colour(), new PropertyValue(winner), colour.isImportant(), colour.getOrigin()));
    }
  }

  /** Makes the borders of an attribute black. */
  private static void blacken(
      Element cell, CascadedStyle style, List<PropertyDeclaration> corrections) {
    Element table = above(above(above(cell)));
    if (table == null || table.hasAttribute("bordercolor") || !table.hasAttribute("border")) {
      return;
    }
    for (CSSName name : COLOURS) {
      PropertyDeclaration colour = style.propertyByName(name);
      if (colour != null
          && colour.getValue() instanceof PropertyValue value
          && GREY.equals(value.getFSColor())) {
        corrections.add(
            new PropertyDeclaration(name, new PropertyValue(BLACK), false, colour.getOrigin()));
      }
    }
  }

  private static boolean isCell(Node node) {
    return node instanceof Element element
        && (element.getNodeName().equals("td") || element.getNodeName().equals("th"));
  }

  private static Element above(Node node) {
    return node != null && node.getParentNode() instanceof Element element ? element : null;
  }

  private static Element cellBefore(Node cell) {
    Node at = cell.getPreviousSibling();
    while (at != null && !isCell(at)) {
      at = at.getPreviousSibling();
    }
    return (Element) at;
  }

  /** The cell above, in the same section or the one before, unless cells span rows there. */
  private static Element cellAbove(Element cell) {
    int column = 0;
    for (Element at = cellBefore(cell); at != null; at = cellBefore(at)) {
      column += span(at);
    }
    Element row = rowBefore(above(cell));
    Node at = row == null ? null : row.getFirstChild();
    for (int from = 0; at != null; at = at.getNextSibling()) {
      if (isCell(at)) {
        Element found = (Element) at;
        if (found.hasAttribute("rowspan")) {
          return null;
        }
        if (from == column) {
          return found;
        }
        from += span(found);
        if (from > column) {
          return found;
        }
      }
    }
    return null;
  }

  private static Element rowBefore(Element row) {
    Element before = elementBefore(row);
    if (before != null || row == null) {
      return before;
    }
    Element section = elementBefore(above(row));
    Node last = section == null ? null : section.getLastChild();
    while (last != null && !(last instanceof Element)) {
      last = last.getPreviousSibling();
    }
    return (Element) last;
  }

  private static Element elementBefore(Node node) {
    Node at = node == null ? null : node.getPreviousSibling();
    while (at != null && !(at instanceof Element)) {
      at = at.getPreviousSibling();
    }
    return (Element) at;
  }

  private static int span(Element cell) {
    String span = cell.getAttribute("colspan");
    return span.matches("[0-9]{1,4}") ? Math.max(1, Integer.parseInt(span)) : 1;
  }
}
