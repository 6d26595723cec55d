package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;

/**
 * Leaves out fixed boxes that lie beside the page, such as panels that a script slides in. Browsers
 * cut them off at the page's area; the engine draws what reaches into the page's margin.
 */
public final class OffPage {
  private OffPage() {}

  /** Adds the declaration that leaves out a fixed box which its own style puts off the page. */
  public static void correct(CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration position = style.propertyByName(CSSName.POSITION);
    if (position == null
        || position.getValue().getPrimitiveType() != CSSPrimitiveValue.CSS_IDENT
        || position.asIdentValue() != IdentValue.FIXED) {
      return;
    }
    if (isBeside(style, CSSName.LEFT) || isBeside(style, CSSName.RIGHT)) {
      corrections.add(
          CascadedStyle.createLayoutPropertyDeclaration(CSSName.DISPLAY, IdentValue.NONE));
    }
  }

  /** Whether the box ends before the side that the property counts from. */
  private static boolean isBeside(CascadedStyle style, CSSName property) {
    float offset = number(style, property, CSSPrimitiveValue.CSS_PX);
    float width = number(style, CSSName.WIDTH, CSSPrimitiveValue.CSS_PX);
    if (offset < 0 && width > 0) {
      return -offset >= width;
    }
    return number(style, property, CSSPrimitiveValue.CSS_PERCENTAGE) <= -100;
  }

  /** The property's value in the given unit; not a number if it has none. */
  private static float number(CascadedStyle style, CSSName property, short unit) {
    PropertyDeclaration declaration = style.propertyByName(property);
    return declaration != null && declaration.getValue().getPrimitiveType() == unit
        ? declaration.getValue().getFloatValue(unit)
        : Float.NaN;
  }
}
