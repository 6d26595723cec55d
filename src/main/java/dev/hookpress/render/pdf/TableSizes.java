package dev.hookpress.render.pdf;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Corrects the sizes of tables with {@code box-sizing: border-box} or margins, and of cells with
 * margins: the engine takes a table's width for that of its border box whatever the property says,
 * and then subtracts the padding again, and the margins; it subtracts margins, which cells do not
 * have (CSS 2.1, section 8.3), from a cell's width.
 */
final class TableSizes {
  private static final List<CSSName> FRAME =
      List.of(
          CSSName.PADDING_TOP,
          CSSName.PADDING_BOTTOM,
          CSSName.BORDER_TOP_WIDTH,
          CSSName.BORDER_BOTTOM_WIDTH);

  private static final List<CSSName> SIDES =
      List.of(
          CSSName.PADDING_LEFT,
          CSSName.PADDING_RIGHT,
          CSSName.BORDER_LEFT_WIDTH,
          CSSName.BORDER_RIGHT_WIDTH);

  private static final Map<CSSName, CSSName> BORDER_STYLES =
      Map.of(
          CSSName.BORDER_TOP_WIDTH, CSSName.BORDER_TOP_STYLE,
          CSSName.BORDER_BOTTOM_WIDTH, CSSName.BORDER_BOTTOM_STYLE,
          CSSName.BORDER_LEFT_WIDTH, CSSName.BORDER_LEFT_STYLE,
          CSSName.BORDER_RIGHT_WIDTH, CSSName.BORDER_RIGHT_STYLE);

  private static final List<CSSName> MARGINS =
      List.of(CSSName.MARGIN_TOP, CSSName.MARGIN_RIGHT, CSSName.MARGIN_BOTTOM, CSSName.MARGIN_LEFT);

  private TableSizes() {}

  /**
   * @param element a {@code table}, or a box made for the engine, whose width allows for its
   *     margins
   * @param corrections receives the declarations that replace those of the style
   */
  static void correct(Element element, CascadedStyle style, List<PropertyDeclaration> corrections) {
    boolean own = element.getNodeName().equals("table");
    IdentValue display = style.getIdent(CSSName.DISPLAY);
    if (display == IdentValue.TABLE_CELL && isInFlow(style)) {
      dropMargins(style, corrections);
      return;
    }
    boolean table = display == IdentValue.TABLE || display == IdentValue.INLINE_TABLE;
    if (table && style.getIdent(CSSName.BORDER_COLLAPSE) != IdentValue.COLLAPSE) {
      shrink(style, List.of(CSSName.MIN_WIDTH, CSSName.MAX_WIDTH), SIDES, corrections);
    }
    if (table && own) {
      addMargins(style, corrections);
      dropLimit(element, style, corrections);
    }
    if (!table || style.getIdent(CSSName.BOX_SIZING) != IdentValue.BORDER_BOX) {
      return;
    }
    corrections.add(
        CascadedStyle.createLayoutPropertyDeclaration(CSSName.BOX_SIZING, IdentValue.CONTENT_BOX));
    shrink(style, List.of(CSSName.HEIGHT, CSSName.MIN_HEIGHT), FRAME, corrections);
  }

  /** Converts sizes of the border box to those of the content box. */
  private static void shrink(
      CascadedStyle style,
      List<CSSName> sizes,
      List<CSSName> edges,
      List<PropertyDeclaration> corrections) {
    float frame = 0;
    for (CSSName name : edges) {
      frame += isDrawn(style, BORDER_STYLES.get(name)) ? pixels(style, name) : 0;
    }
    for (CSSName name : sizes) {
      float size = pixels(style, name);
      if (size > 0 && frame > 0) {
        float inner = Math.max(0, size - frame);
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

  /** Whether an edge is padding, or a border with a style: others have no width. */
  private static boolean isDrawn(CascadedStyle style, CSSName borderStyle) {
    if (borderStyle == null) {
      return true;
    }
    IdentValue drawn = style.getIdent(borderStyle);
    return drawn != null && drawn != IdentValue.NONE && drawn != IdentValue.HIDDEN;
  }

  /** Adds the margins to the width, if they have its unit: the engine subtracts them. */
  private static void addMargins(CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration width = style.propertyByName(CSSName.WIDTH);
    if (width == null || !(width.getValue() instanceof PropertyValue value)) {
      return;
    }
    short unit = value.getPrimitiveType();
    float margins = 0;
    for (CSSName name : List.of(CSSName.MARGIN_LEFT, CSSName.MARGIN_RIGHT)) {
      PropertyDeclaration margin = style.propertyByName(name);
      if (margin != null && margin.getValue().getPrimitiveType() == unit) {
        margins += ((PropertyValue) margin.getValue()).getFloatValue();
      }
    }
    float sum = value.getFloatValue() + margins;
    if (margins != 0 && sum > 0) {
      corrections.add(
          new PropertyDeclaration(
              CSSName.WIDTH,
              new PropertyValue(unit, sum, Float.toString(sum)),
              width.isImportant(),
              width.getOrigin()));
    }
  }

  /**
   * Drops {@code max-width: 100%} of a table in a cell: what is in a cell widens it, whatever part
   * of the cell it may take (CSS Sizing 3 §5.2.1). The engine takes the table's least width.
   */
  private static void dropLimit(
      Element table, CascadedStyle style, List<PropertyDeclaration> corrections) {
    PropertyDeclaration limit = style.propertyByName(CSSName.MAX_WIDTH);
    if (limit != null
        && limit.getValue() instanceof PropertyValue value
        && value.getPrimitiveType() == CSSPrimitiveValue.CSS_PERCENTAGE
        && value.getFloatValue() >= 100
        && isInCell(table)) {
      corrections.add(
          CascadedStyle.createLayoutPropertyDeclaration(CSSName.MAX_WIDTH, IdentValue.NONE));
    }
  }

  private static boolean isInCell(Element table) {
    for (Node at = table.getParentNode(); at instanceof Element above; at = at.getParentNode()) {
      if (above.getNodeName().equals("td") || above.getNodeName().equals("th")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInFlow(CascadedStyle style) {
    IdentValue position = style.getIdent(CSSName.POSITION);
    IdentValue side = style.getIdent(CSSName.FLOAT);
    return position != IdentValue.ABSOLUTE
        && position != IdentValue.FIXED
        && (side == null || side == IdentValue.NONE);
  }

  private static void dropMargins(CascadedStyle style, List<PropertyDeclaration> corrections) {
    for (CSSName name : MARGINS) {
      PropertyDeclaration declared = style.propertyByName(name);
      if (declared != null) {
        corrections.add(
            new PropertyDeclaration(
                name,
                new PropertyValue(CSSPrimitiveValue.CSS_PX, 0, "0px"),
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
