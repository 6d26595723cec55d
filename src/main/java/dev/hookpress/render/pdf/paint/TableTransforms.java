package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSFunction;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;
import java.util.Locale;

/**
 * Keeps tables with a {@code transform}, of which the engine draws nothing. A translation by
 * lengths becomes a relative position; any other transform is dropped.
 */
public final class TableTransforms {
  private TableTransforms() {}

  /**
   * Adds the declarations that replace a table's transform.
   *
   * @return whether the table has no transform that was dropped
   */
  public static boolean correct(CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration transform = style.propertyByName(CSSName.TRANSFORM);
    if (transform == null || !isTable(style.propertyByName(CSSName.DISPLAY))) {
      return true;
    }
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.TRANSFORM, IdentValue.NONE));
    if (!(transform.getValue() instanceof PropertyValue value) || value.getValues() == null) {
      return true;
    }
    if (style.hasProperty(CSSName.POSITION)) {
      return false;
    }
    boolean whole = true;
    for (Object entry : value.getValues()) {
      FSFunction function = ((PropertyValue) entry).getFunction();
      CSSName offset = function == null ? null : offset(function);
      whole &= offset != null;
      if (offset != null) {
        corrections.add(
            CascadedStyle.createLayoutPropertyDeclaration(CSSName.POSITION, IdentValue.RELATIVE));
        corrections.add(
            new PropertyDeclaration(
                offset, function.getParameters().get(0), false, transform.getOrigin()));
      }
    }
    return whole;
  }

  private static boolean isTable(PropertyDeclaration display) {
    return display != null
        && display.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        && (display.asIdentValue() == IdentValue.TABLE
            || display.asIdentValue() == IdentValue.INLINE_TABLE);
  }

  /** The property that moves a box as the function does, if there is one. */
  private static CSSName offset(FSFunction function) {
    PropertyValue length = function.getParameters().get(0);
    if (length.getPrimitiveType() == CSSPrimitiveValue.CSS_PERCENTAGE) {
      return null;
    }
    return switch (function.getName().toLowerCase(Locale.ROOT)) {
      case "translatex" -> CSSName.LEFT;
      case "translatey" -> CSSName.TOP;
      default -> null;
    };
  }
}
