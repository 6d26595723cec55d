package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;

/**
 * Corrects the sizes of tables with {@code box-sizing: border-box}: the engine takes a table's
 * width for that of its border box whatever the property says, and then subtracts the padding
 * again.
 */
final class TableSizes {
  private static final List<CSSName> FRAME =
      List.of(
          CSSName.PADDING_TOP,
          CSSName.PADDING_BOTTOM,
          CSSName.BORDER_TOP_WIDTH,
          CSSName.BORDER_BOTTOM_WIDTH);

  private TableSizes() {}

  /**
   * @param corrections receives the declarations that replace those of the style
   */
  static void correct(CascadedStyle style, List<PropertyDeclaration> corrections) {
    IdentValue display = style.getIdent(CSSName.DISPLAY);
    boolean table = display == IdentValue.TABLE || display == IdentValue.INLINE_TABLE;
    if (!table || style.getIdent(CSSName.BOX_SIZING) != IdentValue.BORDER_BOX) {
      return;
    }
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.BOX_SIZING, IdentValue.CONTENT_BOX));
    float frame = 0;
    for (CSSName name : FRAME) {
      frame += pixels(style, name);
    }
    for (CSSName name : List.of(CSSName.HEIGHT, CSSName.MIN_HEIGHT)) {
      float height = pixels(style, name);
      if (height > 0 && frame > 0) {
        float inner = Math.max(0, height - frame);
        PropertyDeclaration declared = style.propertyByName(name);
        corrections.add(
            new PropertyDeclaration(
                name,
                new PropertyValue(CSSPrimitiveValue.CSS_PX, inner, inner + "px"),
                declared.isImportant(),
                declared.getOrigin()));
      }
    }
  }

  private static float pixels(CascadedStyle style, CSSName name) {
    PropertyDeclaration declared = style.propertyByName(name);
    return declared != null && declared.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_PX
        ? ((PropertyValue) declared.getValue()).getFloatValue()
        : 0;
  }
}
