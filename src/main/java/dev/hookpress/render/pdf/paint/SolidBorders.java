package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import java.util.List;

/**
 * Draws the sides of a solid border as rectangles, as browsers do, wherever their mitred ends
 * cannot be seen. Viewers draw thin rectangles along the grid of pixels, in full colour; the
 * engine's own shape, a trapezoid, becomes a pale line of uneven width. The default stylesheet asks
 * the engine for rectangles everywhere.
 */
public final class SolidBorders {
  /** A mitre in a side that is not wider, in CSS pixels, cannot be seen. */
  private static final float THIN = 1.5f;

  private static final float PIXELS_PER_POINT = 4f / 3;

  /** The sides in their order around the box. */
  private static final List<Side> SIDES =
      List.of(
          new Side(CSSName.BORDER_TOP_STYLE, CSSName.BORDER_TOP_WIDTH, CSSName.BORDER_TOP_COLOR),
          new Side(
              CSSName.BORDER_RIGHT_STYLE, CSSName.BORDER_RIGHT_WIDTH, CSSName.BORDER_RIGHT_COLOR),
          new Side(
              CSSName.BORDER_BOTTOM_STYLE,
              CSSName.BORDER_BOTTOM_WIDTH,
              CSSName.BORDER_BOTTOM_COLOR),
          new Side(
              CSSName.BORDER_LEFT_STYLE, CSSName.BORDER_LEFT_WIDTH, CSSName.BORDER_LEFT_COLOR));

  private record Side(CSSName style, CSSName width, CSSName colour) {}

  private SolidBorders() {}

  /**
   * Adds the declaration that draws a border with mitred corners, or without.
   *
   * @param parent the style of the element's parent, or null
   */
  public static void correct(
      CascadedStyle style, CalculatedStyle parent, List<PropertyDeclaration> corrections) {
    if (hasMitre(style)) {
      corrections.add(rendering(IdentValue.AUTO));
    } else if (parent != null && parent.isIdent(CSSName.FS_BORDER_RENDERING, IdentValue.AUTO)) {
      corrections.add(rendering(IdentValue.NO_BEVEL));
    }
  }

  private static PropertyDeclaration rendering(IdentValue value) {
    return CascadedStyle.createLayoutPropertyDeclaration(CSSName.FS_BORDER_RENDERING, value);
  }

  private static boolean hasMitre(CascadedStyle style) {
    for (int i = 0; i < SIDES.size(); i++) {
      Side side = SIDES.get(i);
      Side next = SIDES.get((i + 1) % SIDES.size());
      if (isThick(style, side) && isThick(style, next) && !isOneColour(style, side, next)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isThick(CascadedStyle style, Side side) {
    PropertyDeclaration kind = style.propertyByName(side.style());
    PropertyDeclaration width = style.propertyByName(side.width());
    if (kind == null || kind.asIdentValue() == IdentValue.NONE) {
      return false;
    }
    if (width == null) {
      return true;
    }
    CSSPrimitiveValue value = width.getValue();
    return switch (value.getPrimitiveType()) {
      case CSSPrimitiveValue.CSS_NUMBER, CSSPrimitiveValue.CSS_PX ->
          value.getFloatValue(value.getPrimitiveType()) > THIN;
      case CSSPrimitiveValue.CSS_PT ->
          value.getFloatValue(value.getPrimitiveType()) * PIXELS_PER_POINT > THIN;
      default -> !value.getCssText().equals("thin");
    };
  }

  private static boolean isOneColour(CascadedStyle style, Side one, Side other) {
    PropertyDeclaration first = style.propertyByName(one.colour());
    PropertyDeclaration second = style.propertyByName(other.colour());
    if (first == null || second == null) {
      return first == second;
    }
    return first.getValue().getCssText().equals(second.getValue().getCssText())
        && !isTransparent(first.getValue());
  }

  private static boolean isTransparent(CSSPrimitiveValue value) {
    return value instanceof PropertyValue property
        && property.getFSColor() instanceof FSRGBColor colour
        && colour.getAlpha() < 1;
  }
}
