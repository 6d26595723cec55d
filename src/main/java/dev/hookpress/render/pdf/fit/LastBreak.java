package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Drops a forced page break after the last content of a document: browsers begin no page that would
 * be empty (CSS Fragmentation 3, section 3.1: such a break is at the end of the fragmented flow).
 */
public final class LastBreak {
  private static final Set<IdentValue> FORCED =
      Set.of(IdentValue.ALWAYS, IdentValue.LEFT, IdentValue.RIGHT);

  private static final Set<String> NOT_SHOWN =
      Set.of("script", "style", "link", "meta", "template", "noscript", "title");

  /** Nodes that are looked at; after more, something is taken to follow. */
  private static final int MOST = 200;

  private LastBreak() {}

  /**
   * Adds the declaration that drops the break.
   *
   * @param styles the cascaded style of an element
   */
  public static void correct(
      Element element,
      CascadedStyle style,
      Function<Element, CascadedStyle> styles,
      List<PropertyDeclaration> corrections) {
    if (isForced(style) && isLast(element, styles)) {
      corrections.add(
          CascadedStyle.createLayoutPropertyDeclaration(CSSName.PAGE_BREAK_AFTER, IdentValue.AUTO));
    }
  }

  private static boolean isForced(CascadedStyle style) {
    IdentValue value = ident(style, CSSName.PAGE_BREAK_AFTER);
    return value != null && FORCED.contains(value);
  }

  private static boolean isLast(Element element, Function<Element, CascadedStyle> styles) {
    int seen = 0;
    for (Node at = element; at instanceof Element; at = at.getParentNode()) {
      for (Node next = at.getNextSibling(); next != null; next = next.getNextSibling()) {
        if (++seen > MOST || isShown(next, styles)) {
          return false;
        }
      }
      if (++seen > MOST) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShown(Node node, Function<Element, CascadedStyle> styles) {
    return switch (node.getNodeType()) {
      case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> !node.getNodeValue().isBlank();
      case Node.ELEMENT_NODE ->
          !NOT_SHOWN.contains(node.getNodeName())
              && ident(styles.apply((Element) node), CSSName.DISPLAY) != IdentValue.NONE;
      default -> false;
    };
  }

  /** Null if it is not declared, or not as a keyword. */
  private static IdentValue ident(CascadedStyle style, CSSName property) {
    PropertyDeclaration declared = style.propertyByName(property);
    return declared != null && declared.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        ? declared.asIdentValue()
        : null;
  }
}
