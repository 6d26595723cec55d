package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import java.util.List;

/**
 * Replaces the font sizes {@code smaller} and {@code larger} by lengths. The engine applies them
 * again to the text of a block, and with another factor than browsers.
 */
public final class RelativeSizes {
  private static final float FACTOR = 1.2f;

  private RelativeSizes() {}

  /** Adds the declaration of the length, if the element has such a size. */
  public static void correct(CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration size = style.propertyByName(CSSName.FONT_SIZE);
    if (size == null || size.getValue().getPrimitiveType() != CSSPrimitiveValue.CSS_IDENT) {
      return;
    }
    IdentValue keyword = size.asIdentValue();
    if (keyword == IdentValue.SMALLER || keyword == IdentValue.LARGER) {
      float factor = keyword == IdentValue.SMALLER ? 1 / FACTOR : FACTOR;
      corrections.add(
          new PropertyDeclaration(
              CSSName.FONT_SIZE,
              new PropertyValue(CSSPrimitiveValue.CSS_EMS, factor, factor + "em"),
              false,
              StylesheetInfo.USER_AGENT));
    }
  }
}
