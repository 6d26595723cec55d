package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Centres header cells only where nobody has aligned the text around them (HTML §15.3.8): {@code
 * table { text-align: left }} applies to them, too.
 */
public final class HeaderCells {
  private HeaderCells() {}

  /**
   * Adds the inherited alignment, if it is not the initial one.
   *
   * @param parent null for the root
   */
  public static void correct(
      Element element,
      CascadedStyle style,
      CalculatedStyle parent,
      List<PropertyDeclaration> corrections) {
    if (parent == null || !element.getNodeName().equals("th")) {
      return;
    }
    PropertyDeclaration align = style.propertyByName(CSSName.TEXT_ALIGN);
    IdentValue around = parent.getIdent(CSSName.TEXT_ALIGN);
    if (align != null
        && align.getOrigin() == StylesheetInfo.USER_AGENT
        && align.asIdentValue() == IdentValue.CENTER
        && around != IdentValue.START) {
      corrections.add(CascadedStyle.createLayoutPropertyDeclaration(CSSName.TEXT_ALIGN, around));
    }
  }
}
