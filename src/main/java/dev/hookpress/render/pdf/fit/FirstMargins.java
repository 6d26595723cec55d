package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import dev.hookpress.render.css.StyledDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Keeps the margin above the first content of a document, or after a page break, where it is
 * greater than that of a box around it. At the top of a page, the engine gives a box its own margin
 * back after it has collapsed that of the content into it, so that the greater one is lost. Without
 * one of its own, the box takes none from it.
 */
public final class FirstMargins {
  /** First elements that are looked at, one in another or after another. */
  private static final int MOST = 20;

  /** Marks an element whose margin is less than that of its first content. */
  private static final String LESS = "hookpress-less-margin";

  private static final Set<IdentValue> BREAKS =
      Set.of(IdentValue.ALWAYS, IdentValue.LEFT, IdentValue.RIGHT);

  private static final Set<String> NOT_SHOWN =
      Set.of("script", "style", "link", "meta", "template", "noscript", "title");

  private FirstMargins() {}

  /**
   * Adds the declaration of the element's margin, if the element is first on its page.
   *
   * @param parent the style of the element's parent
   * @param styles the cascaded style of an element
   */
  public static void correct(
      Element element,
      CascadedStyle style,
      CalculatedStyle parent,
      Function<Element, CascadedStyle> styles,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    if (element.getNodeName().equals("body") || breaksBefore(style)) {
      mark(element, style, parent, styles, context);
    }
    if (element.getUserData(LESS) != null) {
      corrections.add(none());
    }
  }

  private static boolean breaksBefore(CascadedStyle style) {
    PropertyDeclaration before = style.propertyByName(CSSName.PAGE_BREAK_BEFORE);
    return before != null
        && before.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        && BREAKS.contains(before.asIdentValue());
  }

  /** Marks the element and its first descendants that have less than the greatest margin. */
  private static void mark(
      Element element,
      CascadedStyle style,
      CalculatedStyle parent,
      Function<Element, CascadedStyle> styles,
      CssContext context) {
    List<Element> less = new ArrayList<>(0);
    CalculatedStyle outer = parent.deriveStyle(style);
    float greatest = margin(outer, context);
    if (greatest > 0) {
      less.add(element);
    }
    Node at = collapses(element, outer, context) ? element.getFirstChild() : null;
    for (int seen = 0; at != null && seen < MOST; ) {
      if (isNothing(at)) {
        at = at.getNextSibling();
        continue;
      }
      if (!(at instanceof Element first)) {
        return;
      }
      seen++;
      CalculatedStyle inner = outer.deriveStyle(styles.apply(first));
      if (isOutOfFlow(inner)) {
        at = at.getNextSibling();
      } else if (!isBlock(inner)) {
        return;
      } else {
        float margin = margin(inner, context);
        if (margin > greatest) {
          less.forEach(each -> each.setUserData(LESS, Boolean.TRUE, null));
          less.clear();
          greatest = margin;
        }
        if (margin > 0) {
          less.add(first);
        }
        at = collapses(first, inner, context) ? first.getFirstChild() : null;
        outer = inner;
      }
    }
  }

  private static boolean isNothing(Node node) {
    return switch (node.getNodeType()) {
      case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> node.getNodeValue().isBlank();
      case Node.ELEMENT_NODE -> NOT_SHOWN.contains(node.getNodeName());
      default -> true;
    };
  }

  private static boolean isOutOfFlow(CalculatedStyle style) {
    return style.isAbsolute()
        || style.isFixed()
        || style.isRunning()
        || style.isIdent(CSSName.DISPLAY, IdentValue.NONE);
  }

  private static boolean isBlock(CalculatedStyle style) {
    return !style.isFloated()
        && (style.isIdent(CSSName.DISPLAY, IdentValue.BLOCK)
            || style.isIdent(CSSName.DISPLAY, IdentValue.TABLE));
  }

  /** Whether the margins of a block and of its first child are adjoining. */
  private static boolean collapses(Element element, CalculatedStyle style, CssContext context) {
    return style.isIdent(CSSName.DISPLAY, IdentValue.BLOCK)
        && style.isMayCollapseMarginsWithChildren()
        && !element.hasAttribute(StyledDocument.FLOW_ROOT)
        && style.getFloatPropertyProportionalWidth(CSSName.PADDING_TOP, 0, context) == 0
        && style.getBorder(context).top() == 0;
  }

  private static float margin(CalculatedStyle style, CssContext context) {
    return style.isIdent(CSSName.MARGIN_TOP, IdentValue.AUTO)
        ? 0
        : style.getFloatPropertyProportionalWidth(CSSName.MARGIN_TOP, 0, context);
  }

  private static PropertyDeclaration none() {
    return new PropertyDeclaration(
        CSSName.MARGIN_TOP,
        new PropertyValue(CSSPrimitiveValue.CSS_PX, 0, "0px"),
        false,
        StylesheetInfo.USER_AGENT);
  }
}
