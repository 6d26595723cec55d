package dev.hookpress.render.pdf.table;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.Length;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.newtable.TableRowBox;
import com.openhtmltopdf.newtable.TableSectionBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Pictures whose width is a percentage, in tables. The engine takes it of what is around the table,
 * while it works out how wide the columns must be: a picture as wide as its cell widened a table of
 * half the page to the whole page.
 */
public final class PictureShares {
  /** An attribute of the root of a document that has such pictures. */
  private static final String MARKED = "data-hookpress-picture-shares";

  /** An attribute of a picture whose width is a percentage. */
  private static final String SHARE = "data-hookpress-picture-share";

  private PictureShares() {}

  /** Call for the style of each picture. */
  public static void note(Element picture, CascadedStyle style) {
    if (isPercentage(style.propertyByName(CSSName.WIDTH))) {
      picture.setAttribute(SHARE, "");
    }
    if (isPercentage(style.propertyByName(CSSName.WIDTH))
        || isPercentage(style.propertyByName(CSSName.MAX_WIDTH))) {
      picture.getOwnerDocument().getDocumentElement().setAttribute(MARKED, "");
    }
  }

  private static boolean isPercentage(PropertyDeclaration declaration) {
    return declaration != null
        && declaration.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_PERCENTAGE;
  }

  /**
   * The room for the content of an only column, in the engine's dots; -1 if it is not known, or the
   * document has no such pictures.
   *
   * @param around the width of what is around the table
   */
  static int room(LayoutContext c, TableBox table, int around) {
    Element element = table.getElement();
    Length given = table.getStyle().asLength(c, CSSName.WIDTH);
    if (element == null || !element.getOwnerDocument().getDocumentElement().hasAttribute(MARKED)) {
      return -1;
    }
    if (given.isVariable() ? around > 0 : given.value() <= 0) {
      return -1;
    }
    if (given.isVariable() || given.isPercent() && around <= 0) {
      return hasShares(element) ? -1 : roomAround(table);
    }
    double room = given.width(around) - frameOfCells(c, table);
    if (!table.getStyle().isCollapseBorders()) {
      room -= 2 * table.getStyle().getBorderHSpacing(c);
      if (table.getStyle().isBorderBox()) {
        room -= frame(c, table);
      }
    }
    return (int) Math.max(0, room);
  }

  /**
   * The room around the nearest table for which it is known, for a table that is as wide as its
   * content or as a part of what is not known yet; -1 if there is none. The limits of its pictures
   * are a part of it: without, they were 0, and the pictures vanished.
   */
  private static int roomAround(TableBox table) {
    Box above = table.getContainingBlock();
    while (above != null && !(above instanceof AutoTable && above.getContainingBlockWidth() > 0)) {
      above = above.getContainingBlock();
    }
    return above == null ? -1 : above.getContainingBlockWidth();
  }

  private static boolean hasShares(Element table) {
    NodeList pictures = table.getElementsByTagName("img");
    for (int i = 0; i < pictures.getLength(); i++) {
      if (((Element) pictures.item(i)).hasAttribute(SHARE)) {
        return true;
      }
    }
    return false;
  }

  /** The greatest padding and border of the table's cells. */
  private static double frameOfCells(LayoutContext c, TableBox table) {
    double frame = 0;
    table.ensureChildren(c);
    for (Box section : table.getChildren()) {
      if (section instanceof TableSectionBox group) {
        group.ensureChildren(c);
        for (Box row : group.getChildren()) {
          frame = Math.max(frame, frameOfRow(c, row));
        }
      }
    }
    return frame;
  }

  private static double frameOfRow(LayoutContext c, Box box) {
    double frame = 0;
    if (box instanceof TableRowBox row) {
      row.ensureChildren(c);
      for (Box cell : row.getChildren()) {
        frame = cell instanceof TableCellBox it ? Math.max(frame, frame(c, it)) : frame;
      }
    }
    return frame;
  }

  private static double frame(LayoutContext c, BlockBox box) {
    return box.getPadding(c).width() + box.getBorder(c).width();
  }
}
