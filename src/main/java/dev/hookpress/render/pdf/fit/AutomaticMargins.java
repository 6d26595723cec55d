package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.derived.RectPropertySet;
import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.LineBox;
import org.w3c.dom.Element;

/**
 * Moves blocks with {@code auto} margins to their place (CSS 2.1, section 10.3.3). The engine
 * resolves such margins only beside a {@code width}, to which it adds the padding even if the width
 * includes it; a block that {@code max-width} makes narrower stays where it began.
 */
public final class AutomaticMargins {
  /** An attribute of the root of a document in which the engine may be wrong about a block. */
  private static final String MARKED = "data-hookpress-auto-margins";

  private AutomaticMargins() {}

  /** Call for each style: layout is corrected only in documents that need it. */
  public static void note(Element element, CascadedStyle style) {
    if (isAuto(style.propertyByName(CSSName.MARGIN_LEFT))
        && (style.hasProperty(CSSName.MAX_WIDTH)
            || style.hasProperty(CSSName.WIDTH) && style.hasProperty(CSSName.BOX_SIZING))) {
      element.getOwnerDocument().getDocumentElement().setAttribute(MARKED, "");
    }
  }

  private static boolean isAuto(PropertyDeclaration declaration) {
    return declaration != null
        && declaration.getValue().getPrimitiveType() == CSSPrimitiveValue.CSS_IDENT
        && declaration.asIdentValue() == IdentValue.AUTO;
  }

  /** Call after layout. */
  public static void correct(BlockBox root, CssContext context) {
    if (root.getElement().hasAttribute(MARKED)) {
      correct(root, context, 0, false);
    }
  }

  /**
   * @param around how far the boxes around it are moved, up to the one that holds its floats
   * @param settled whether an ancestor is moved, and will take its content along
   */
  private static void correct(Box box, CssContext context, int around, boolean settled) {
    for (int i = 0; i < box.getChildCount(); i++) {
      Box child = box.getChild(i);
      if (child instanceof LineBox line) {
        if (around != 0) {
          line.getNonFlowContent().forEach(outside -> takeAlong(outside, around));
        }
        continue;
      }
      takeAlong(child, around);
      int shift = child instanceof BlockBox block ? shift(block, context) : 0;
      child.setX(child.getX() + shift);
      boolean holdsFloats = child instanceof BlockBox block && block.getPersistentBFC() != null;
      correct(child, context, holdsFloats ? 0 : around + shift, settled || shift != 0);
      if (shift != 0 && !settled) {
        child.calcCanvasLocation();
        child.calcChildLocations();
      }
    }
  }

  /** Moves a float, whose place is relative to the box that holds it, with the boxes between. */
  private static void takeAlong(Box box, int shift) {
    if (shift != 0 && box.getStyle().isFloated()) {
      box.setX(box.getX() + shift);
      box.calcCanvasLocation();
      box.calcChildLocations();
    }
  }

  /** How far the block is to the left of its place, in the engine's dots. */
  private static int shift(BlockBox block, CssContext context) {
    CalculatedStyle style = block.getStyle();
    if (block.isAnonymous()
        || block instanceof TableBox
        || !style.isAutoLeftMargin()
        || style.isMaxWidthNone() && !style.isBorderBox()
        || style.isFloated()
        || style.isAbsolute()
        || style.isFixed()
        || block.isReplaced()) {
      return 0;
    }
    RectPropertySet margin = block.getMargin(context);
    int room = block.getContainingBlockWidth() - block.getBorderBoxWidth(context);
    float place = style.isAutoRightMargin() ? room / 2f : room - margin.right();
    return Math.round(Math.max(0, place) - margin.left());
  }
}
