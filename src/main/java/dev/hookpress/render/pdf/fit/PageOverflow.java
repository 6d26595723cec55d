package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import dev.hookpress.render.css.StyledDocument;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Gives the page the {@code overflow} of the root, or else of the body (CSS Overflow 3, section
 * 3.3). For the engine it is the element's own: with a height, it would cut off all pages but the
 * first.
 */
public final class PageOverflow {
  private PageOverflow() {}

  /** Adds the correction, if it is the root or the body and hides what is outside. */
  public static void correct(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    boolean root = element.getNodeName().equals("html");
    if (!root && !element.getNodeName().equals("body") || !isHidden(style)) {
      return;
    }
    Element html = element.getOwnerDocument().getDocumentElement();
    if (!root && html.hasAttribute(StyledDocument.CLIPPED_PAGE)) {
      html.setAttribute(StyledDocument.CLIPPED_PAGE, StyledDocument.CLIPPED_BODY);
      return;
    }
    html.setAttribute(StyledDocument.CLIPPED_PAGE, "");
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.OVERFLOW, IdentValue.VISIBLE));
  }

  private static boolean isHidden(CascadedStyle style) {
    PropertyDeclaration overflow = style.propertyByName(CSSName.OVERFLOW);
    return overflow != null && overflow.asIdentValue() == IdentValue.HIDDEN;
  }
}
