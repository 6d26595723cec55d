package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Cuts off the alternative text of an unavailable image at the image's size, as browsers do, unless
 * the image is a part of the text: then it has no size (HTML §15.4.2). In quirks mode it has one
 * there, too.
 */
public final class MissingPictures {
  private static final Set<IdentValue> IN_TEXT = Set.of(IdentValue.INLINE, IdentValue.NONE);

  private MissingPictures() {}

  /** Adds the declaration that cuts off the text, if the element is such an image. */
  public static void correct(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    if (!element.getNodeName().equals("img")
        || element.hasAttribute("src")
        || !isSized(style, CSSName.WIDTH)
        || !isSized(style, CSSName.HEIGHT)) {
      return;
    }
    if (element.getAttribute("hookpress-missing").equals("quirks")) {
      box(style, corrections);
      return;
    }
    PropertyDeclaration display = style.propertyByName(CSSName.DISPLAY);
    PropertyDeclaration side = style.propertyByName(CSSName.FLOAT);
    boolean floating = side != null && side.asIdentValue() != IdentValue.NONE;
    if (floating || display != null && !IN_TEXT.contains(display.asIdentValue())) {
      corrections.add(
          CascadedStyle.createLayoutPropertyDeclaration(CSSName.OVERFLOW, IdentValue.HIDDEN));
    }
  }

  private static void box(CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration display = style.propertyByName(CSSName.DISPLAY);
    if (display == null || display.asIdentValue() == IdentValue.INLINE) {
      corrections.add(
          CascadedStyle.createLayoutPropertyDeclaration(CSSName.DISPLAY, IdentValue.INLINE_BLOCK));
    }
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.OVERFLOW, IdentValue.HIDDEN));
  }

  private static boolean isSized(CascadedStyle style, CSSName property) {
    PropertyDeclaration size = style.propertyByName(property);
    return size != null && size.getValue().getPrimitiveType() != CSSPrimitiveValue.CSS_IDENT;
  }
}
