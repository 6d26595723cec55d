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
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Keeps the margin above the first content of a document, or after a page break, where it is
 * greater than that of a box around it. At the top of a page, the engine gives a box its own margin
 * back after it has collapsed that of the content into it, so that the greater one is lost. Without
 * one of its own, the box takes none from it. Boxes without content get their margins back
 * likewise, although these collapse with those of the box after them, which then has both.
 */
public final class FirstMargins {
  /** First elements that are looked at, one in another or after another. */
  private static final int MOST = 20;

  /** Marks an element whose margin is less than that of its first content. */
  private static final String LESS = "hookpress-less-margin";

  /** Marks an element without content, whose margins the next one has. */
  private static final String EMPTY = "hookpress-empty";

  /** The margin that an element has of the empty ones before it, in dots. */
  private static final String TAKEN = "hookpress-taken-margin";

  private static final Set<String> MAY_BE_EMPTY =
      Set.of("p", "div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6");

  private static final Set<IdentValue> STARTS =
      Set.of(IdentValue.TABLE_CELL, IdentValue.INLINE_BLOCK);

  private static final Set<IdentValue> BREAKS =
      Set.of(IdentValue.ALWAYS, IdentValue.LEFT, IdentValue.RIGHT);

  private static final Set<String> NOT_SHOWN =
      Set.of("script", "style", "link", "meta", "template", "noscript", "title");

  private FirstMargins() {}

  /** The styles of elements before corrections. */
  public interface Styles {
    /** The cascaded style of an element. */
    CascadedStyle of(Element element);

    /** Whether an element may have generated content. */
    boolean generates(Element element);
  }

  /**
   * Adds the declaration of the element's margin, if the element is first on its page.
   *
   * @param parent the style of the element's parent
   */
  public static void correct(
      Element element,
      CascadedStyle style,
      CalculatedStyle parent,
      Styles styles,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    if (isStart(element, style)) {
      mark(element, style, parent, styles, context);
    }
    boolean empty = element.getUserData(EMPTY) != null;
    if (empty || element.getUserData(LESS) != null) {
      corrections.add(margin(CSSName.MARGIN_TOP, 0));
    } else if (element.getUserData(TAKEN) instanceof Float dots) {
      corrections.add(margin(CSSName.MARGIN_TOP, dots * context.getMmPerDot()));
    }
    if (empty) {
      corrections.add(margin(CSSName.MARGIN_BOTTOM, 0));
    }
  }

  /** Whether the engine may take the content of the element for the first on a page. */
  private static boolean isStart(Element element, CascadedStyle style) {
    return element.getNodeName().equals("body")
        || element.hasAttribute(StyledDocument.FLOW_ROOT)
        || STARTS.contains(ident(style, CSSName.DISPLAY))
        || BREAKS.contains(ident(style, CSSName.PAGE_BREAK_BEFORE))
        || ident(style, CSSName.OVERFLOW) == IdentValue.HIDDEN;
  }

  private static IdentValue ident(CascadedStyle style, CSSName property) {
    PropertyDeclaration declaration = style.propertyByName(property);
    return declaration != null
            && declaration.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        ? declaration.asIdentValue()
        : IdentValue.AUTO;
  }

  /** Marks the element and its first descendants that have less than the greatest margin. */
  private static void mark(
      Element element,
      CascadedStyle style,
      CalculatedStyle parent,
      Styles styles,
      CssContext context) {
    // Where the margins are not adjoining, only those of the content are.
    Node at = element.getFirstChild();
    while (at != null && isNothing(at)) {
      at = at.getNextSibling();
    }
    if (!(at instanceof Element)) {
      return;
    }
    List<Element> less = new ArrayList<>(0);
    CalculatedStyle outer = parent.deriveStyle(style);
    float greatest = 0;
    if (collapses(element, outer, context)) {
      greatest = margin(outer, context);
      less.add(element);
    }
    List<Element> empty = new ArrayList<>(0);
    float taken = 0;
    for (int seen = 0; at != null && seen < MOST; ) {
      if (isNothing(at)) {
        at = at.getNextSibling();
        continue;
      }
      if (!(at instanceof Element first)) {
        return;
      }
      seen++;
      CalculatedStyle inner = outer.deriveStyle(styles.of(first));
      if (isOutOfFlow(inner)) {
        at = at.getNextSibling();
      } else if (!isBlock(inner)) {
        return;
      } else {
        if (isEmpty(first, inner, styles, context)) {
          empty.add(first);
          taken = Math.max(taken, Math.max(margin(inner, context), below(inner, context)));
          at = first.getNextSibling();
          continue;
        }
        float margin = Math.max(taken, margin(inner, context));
        if (!empty.isEmpty()) {
          empty.forEach(each -> each.setUserData(EMPTY, true, null));
          empty.clear();
          first.setUserData(TAKEN, margin, null);
          taken = 0;
        }
        if (margin > greatest) {
          less.forEach(each -> each.setUserData(LESS, true, null));
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

  /** Whether the margins above and below the element are adjoining. */
  private static boolean isEmpty(
      Element element, CalculatedStyle style, Styles styles, CssContext context) {
    if (!MAY_BE_EMPTY.contains(element.getNodeName())
        || !collapses(element, style, context)
        || margin(style, context) < 0
        || below(style, context) < 0
        || !style.isAutoHeight()
        || style.getFloatPropertyProportionalWidth(CSSName.MIN_HEIGHT, 0, context) > 0
        || style.getFloatPropertyProportionalWidth(CSSName.PADDING_BOTTOM, 0, context) > 0
        || style.getBorder(context).bottom() > 0) {
      return false;
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!isNothing(child)) {
        return false;
      }
    }
    return !styles.generates(element);
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

  private static float below(CalculatedStyle style, CssContext context) {
    return style.isIdent(CSSName.MARGIN_BOTTOM, IdentValue.AUTO)
        ? 0
        : style.getFloatPropertyProportionalWidth(CSSName.MARGIN_BOTTOM, 0, context);
  }

  private static PropertyDeclaration margin(CSSName side, float millimetres) {
    return new PropertyDeclaration(
        side,
        new PropertyValue(CSSPrimitiveValue.CSS_MM, millimetres, millimetres + "mm"),
        false,
        StylesheetInfo.USER_AGENT);
  }
}
