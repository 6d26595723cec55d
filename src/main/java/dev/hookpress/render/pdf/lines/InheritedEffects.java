package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import dev.hookpress.render.font.engine.TextEffects;
import java.util.List;

/** Moves letter spacing, word spacing and small capitals from a style into its font families. */
public final class InheritedEffects {
  private InheritedEffects() {}

  /**
   * Adds the declarations for an element, if it has or inherits such effects.
   *
   * @param style its own declarations
   * @param parent the style that it inherits from
   */
  public static void correct(
      CascadedStyle style,
      CalculatedStyle parent,
      CssContext context,
      List<PropertyDeclaration> corrections) {
    boolean declared =
        style.hasProperty(CSSName.LETTER_SPACING)
            || style.hasProperty(CSSName.WORD_SPACING)
            || style.hasProperty(CSSName.FONT_VARIANT);
    if (!declared && !style.hasProperty(CSSName.FONT_FAMILY)) {
      return;
    }
    List<String> inherited = families(parent.valueByName(CSSName.FONT_FAMILY).asStringArray());
    TextEffects before = TextEffects.of(inherited);
    TextEffects effects = declared ? effects(style, parent, context, before) : before;
    if (effects.equals(TextEffects.NONE) && before.equals(TextEffects.NONE)) {
      return;
    }
    String[] own =
        style.hasProperty(CSSName.FONT_FAMILY)
                && style.propertyByName(CSSName.FONT_FAMILY).getValue() instanceof PropertyValue v
            ? v.getStringArrayValue()
            : null;
    String[] families =
        effects.addedTo(own == null ? inherited : List.of(own)).toArray(String[]::new);
    String text = String.join(",", families);
    PropertyValue value = new PropertyValue(CSSPrimitiveValue.CSS_STRING, text, text);
    value.setStringArrayValue(families);
    corrections.add(
        new PropertyDeclaration(CSSName.FONT_FAMILY, value, false, StylesheetInfo.AUTHOR));
    for (CSSName moved : List.of(CSSName.LETTER_SPACING, CSSName.FONT_VARIANT)) {
      if (style.hasProperty(moved)) {
        corrections.add(CascadedStyle.createLayoutPropertyDeclaration(moved, IdentValue.NORMAL));
      }
    }
  }

  private static List<String> families(String[] names) {
    return names == null ? List.of("serif") : List.of(names);
  }

  private static TextEffects effects(
      CascadedStyle style, CalculatedStyle parent, CssContext context, TextEffects inherited) {
    return new TextEffects(
        spacing(style, CSSName.LETTER_SPACING, parent, context, inherited.letters()),
        spacing(style, CSSName.WORD_SPACING, parent, context, inherited.words()),
        smallCaps(style, inherited.smallCaps()));
  }

  private static float spacing(
      CascadedStyle style,
      CSSName property,
      CalculatedStyle parent,
      CssContext context,
      float inherited) {
    if (!style.hasProperty(property) || isInherit(style, property)) {
      return inherited;
    }
    CalculatedStyle own = parent.deriveStyle(style);
    return own.isIdent(property, IdentValue.NORMAL)
        ? 0
        : own.getFloatPropertyProportionalWidth(property, 0, context);
  }

  private static boolean smallCaps(CascadedStyle style, boolean inherited) {
    if (!style.hasProperty(CSSName.FONT_VARIANT) || isInherit(style, CSSName.FONT_VARIANT)) {
      return inherited;
    }
    return style.propertyByName(CSSName.FONT_VARIANT).asIdentValue() == IdentValue.SMALL_CAPS;
  }

  private static boolean isInherit(CascadedStyle style, CSSName property) {
    return style.propertyByName(property).getValue().getCssText().equals("inherit");
  }
}
