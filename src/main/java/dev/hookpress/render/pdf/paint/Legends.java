package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import java.util.List;
import org.w3c.dom.Element;

/** Draws a legend over the upper border of its fieldset. */
public final class Legends {
  private Legends() {}

  /**
   * Adds the declarations that move a legend to the border, if there is one.
   *
   * @param fieldset the style of the element's parent, or null
   */
  public static void correct(
      Element element,
      CascadedStyle style,
      CalculatedStyle fieldset,
      List<PropertyDeclaration> corrections) {
    if (!element.getNodeName().equals("legend")
        || fieldset == null
        || fieldset.isIdent(CSSName.BORDER_TOP_STYLE, IdentValue.NONE)
        || style.hasProperty(CSSName.FLOAT)) {
      return;
    }
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.POSITION, IdentValue.RELATIVE));
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.DISPLAY, IdentValue.TABLE));
    corrections.add(length(CSSName.TOP, -0.95f));
    corrections.add(length(CSSName.MARGIN_BOTTOM, -0.6f));
    if (!style.hasProperty(CSSName.BACKGROUND_COLOR)) {
      corrections.add(
          new PropertyDeclaration(
              CSSName.BACKGROUND_COLOR,
              new PropertyValue(new FSRGBColor(255, 255, 255)),
              false,
              StylesheetInfo.USER_AGENT));
    }
  }

  private static PropertyDeclaration length(CSSName property, float ems) {
    PropertyValue value = new PropertyValue(CSSPrimitiveValue.CSS_EMS, ems, ems + "em");
    return new PropertyDeclaration(property, value, false, StylesheetInfo.USER_AGENT);
  }
}
