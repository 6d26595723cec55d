package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import dev.hookpress.render.font.engine.TextEffects;
import java.util.List;

/** Reduces the size of text whose only family is {@code monospace}, unless a size is given. */
public final class MonospaceSizes {
  /** Browsers reduce the medium font size of 16 px to 13 px in a monospaced font. */
  private static final float FACTOR = 13f / 16f;

  private MonospaceSizes() {}

  /**
   * Adds the smaller size, if the style needs it.
   *
   * @param parent the style of the element's parent, or null
   */
  public static void correct(
      CascadedStyle style, CalculatedStyle parent, List<PropertyDeclaration> corrections) {
    if (!style.hasProperty(CSSName.FONT_FAMILY)
        || style.hasProperty(CSSName.FONT_SIZE)
        || !isMonospace(style.propertyByName(CSSName.FONT_FAMILY).getValue())) {
      return;
    }
    if (parent == null || !isMonospace(parent)) {
      PropertyValue size = new PropertyValue(CSSPrimitiveValue.CSS_EMS, FACTOR, FACTOR + "em");
      corrections.add(
          new PropertyDeclaration(CSSName.FONT_SIZE, size, false, StylesheetInfo.USER_AGENT));
    }
  }

  private static boolean isMonospace(CSSPrimitiveValue family) {
    return family instanceof PropertyValue value
        && value.getStringArrayValue() != null
        && value.getStringArrayValue().length == 1
        && value.getStringArrayValue()[0].equalsIgnoreCase("monospace");
  }

  private static boolean isMonospace(CalculatedStyle style) {
    String[] names = style.valueByName(CSSName.FONT_FAMILY).asStringArray();
    List<String> families = names == null ? List.of() : TextEffects.families(List.of(names));
    return families.size() == 1 && families.get(0).equalsIgnoreCase("monospace");
  }
}
