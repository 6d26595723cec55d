package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.FSFunction;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Joins strings and attributes that follow each other in {@code content}. The engine makes a box of
 * each and breaks lines between them, after the parenthesis of {@code " (" attr(href) ")"}.
 */
public final class GeneratedContent {
  /** Longer values are left as they are: whoever writes them has other troubles. */
  private static final int MAX_CHARACTERS = 10_000;

  private GeneratedContent() {}

  /** Adds the joined declaration, if anything can be joined. */
  public static void correct(
      Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration declared = style.propertyByName(CSSName.CONTENT);
    if (declared == null
        || !(declared.getValue() instanceof PropertyValue value)
        || value.getValues() == null
        || value.getValues().size() < 2) {
      return;
    }
    List<PropertyValue> joined = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (PropertyValue part : value.getValues()) {
      String known = text(element, part);
      if (known != null) {
        text.append(known);
        continue;
      }
      add(joined, text);
      joined.add(part);
    }
    int length = text.length();
    add(joined, text);
    if (joined.size() < value.getValues().size() && length <= MAX_CHARACTERS) {
      corrections.add(
          new PropertyDeclaration(
              CSSName.CONTENT,
              new PropertyValue(joined),
              declared.isImportant(),
              declared.getOrigin()));
    }
  }

  private static void add(List<PropertyValue> joined, StringBuilder text) {
    if (!text.isEmpty()) {
      String whole = text.toString();
      joined.add(new PropertyValue(CSSPrimitiveValue.CSS_STRING, whole, whole));
      text.setLength(0);
    }
  }

  /** The text of a string or an attribute; null for anything else. */
  private static String text(Element element, PropertyValue part) {
    if (part.getPrimitiveType() == CSSPrimitiveValue.CSS_STRING) {
      return part.getStringValue();
    }
    FSFunction function = part.getFunction();
    return function != null
            && function.getName().equals("attr")
            && function.getParameters().size() == 1
        ? element.getAttribute(function.getParameters().get(0).getStringValue())
        : null;
  }
}
