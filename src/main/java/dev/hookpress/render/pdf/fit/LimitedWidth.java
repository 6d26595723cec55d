package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import java.util.List;

/**
 * Declares a box's {@code max-width} as its width where that is the greater one. The engine does
 * not know the limit where it asks a box in a table's cell for its width.
 */
public final class LimitedWidth {
  private LimitedWidth() {}

  /**
   * Adds the declaration, if the style has both as lengths.
   *
   * @param parent the style of the element's parent
   */
  public static void correct(
      CascadedStyle style,
      CalculatedStyle parent,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    if (!isLength(style, CSSName.MAX_WIDTH) || !isLength(style, CSSName.WIDTH)) {
      return;
    }
    CalculatedStyle own = parent.deriveStyle(style);
    float width = own.getFloatPropertyProportionalWidth(CSSName.WIDTH, 0, context);
    float limit = own.getFloatPropertyProportionalWidth(CSSName.MAX_WIDTH, 0, context);
    if (width > limit) {
      PropertyDeclaration limited = style.propertyByName(CSSName.MAX_WIDTH);
      PropertyDeclaration replaced = style.propertyByName(CSSName.WIDTH);
      corrections.add(
          new PropertyDeclaration(
              CSSName.WIDTH, limited.getValue(), replaced.isImportant(), replaced.getOrigin()));
    }
  }

  private static boolean isLength(CascadedStyle style, CSSName property) {
    PropertyDeclaration declared = style.propertyByName(property);
    if (declared == null) {
      return false;
    }
    short type = declared.getValue().getPrimitiveType();
    return type >= CSSPrimitiveValue.CSS_EMS && type <= CSSPrimitiveValue.CSS_PC;
  }
}
