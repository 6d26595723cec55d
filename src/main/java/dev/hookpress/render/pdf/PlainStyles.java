package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reduces styles to a subset that the engine always lays out: the last resort after failures. */
final class PlainStyles {
  private static final Map<CSSName, IdentValue> FIXED =
      Map.of(
          CSSName.FLOAT, IdentValue.NONE,
          CSSName.CLEAR, IdentValue.NONE,
          CSSName.POSITION, IdentValue.STATIC,
          CSSName.COLUMN_COUNT, IdentValue.AUTO,
          CSSName.TEXT_ALIGN, IdentValue.START,
          CSSName.OVERFLOW, IdentValue.VISIBLE,
          CSSName.BORDER_COLLAPSE, IdentValue.SEPARATE,
          CSSName.TRANSFORM, IdentValue.NONE);

  /** Elements that the HTML parser has already put in their proper position. */
  private static final Set<String> TABLE_ELEMENTS =
      Set.of("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th");

  private static final Set<IdentValue> PLAIN =
      Set.of(IdentValue.NONE, IdentValue.INLINE, IdentValue.BLOCK);

  private PlainStyles() {}

  static void simplify(
      String elementName, CascadedStyle style, List<PropertyDeclaration> corrections) {
    FIXED.forEach(
        (property, value) -> {
          if (style.hasProperty(property) && !isRunning(style, property)) {
            corrections.add(CascadedStyle.createLayoutPropertyDeclaration(property, value));
          }
        });
    PropertyDeclaration display = style.propertyByName(CSSName.DISPLAY);
    if (display == null || TABLE_ELEMENTS.contains(elementName)) {
      return;
    }
    if (!PLAIN.contains(display.asIdentValue())) {
      boolean replaced = elementName.equals("img") || elementName.equals("svg");
      IdentValue value = replaced ? IdentValue.INLINE_BLOCK : IdentValue.BLOCK;
      corrections.add(CascadedStyle.createLayoutPropertyDeclaration(CSSName.DISPLAY, value));
    }
  }

  /** Headers and footers keep their position. */
  private static boolean isRunning(CascadedStyle style, CSSName property) {
    return property == CSSName.POSITION
        && style.propertyByName(property).getValue().getCssText().startsWith("running");
  }
}
