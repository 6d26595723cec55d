package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.parser.FSColor;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.derived.BorderPropertySet;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.newtable.TableCellBox;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.RenderingContext;

/**
 * Draws the background and the border of a positioned box once. The engine draws them before the
 * boxes with a negative {@code z-index}, as it should (CSS 2.1 appendix E), and again after those:
 * the second time makes what is translucent darker, and hides the boxes between.
 */
public final class BackgroundsOnce {
  /** A layer that is deeper is left as it is: only hostile documents nest as many. */
  private static final int DEEPEST = 500;

  private BackgroundsOnce() {}

  /** Call after layout and before drawing. */
  public static void correct(BlockBox root, CssContext css) {
    for (Layer child : root.getLayer().getChildren()) {
      correct(child, css, 0);
    }
  }

  private static void correct(Layer layer, CssContext css, int depth) {
    BlockBox box = layer.getMaster();
    // A cell's background is drawn with those of its row and column.
    if (!box.isReplaced() && (box instanceof TableCellBox || shows(layer, css))) {
      box.setStyle(new Once(box));
    }
    if (depth < DEEPEST) {
      for (Layer child : layer.getChildren()) {
        correct(child, css, depth + 1);
      }
    }
  }

  /** Whether the second drawing can be seen. */
  private static boolean shows(Layer layer, CssContext css) {
    CalculatedStyle style = layer.getMaster().getStyle();
    BorderPropertySet border = style.getBorder(css);
    return style.isHasBackgroundImage()
        || isTranslucent(style.getBackgroundColor())
        || isTranslucent(border.topColor())
        || isTranslucent(border.rightColor())
        || isTranslucent(border.bottomColor())
        || isTranslucent(border.leftColor())
        || (layer.isStackingContext() || style.isFixed()) && hasChildBelow(layer, 0);
  }

  private static boolean isTranslucent(FSColor colour) {
    return colour instanceof FSRGBColor rgb && rgb.getAlpha() > 0 && rgb.getAlpha() < 1;
  }

  private static boolean hasChildBelow(Layer layer, int depth) {
    for (Layer child : layer.getChildren()) {
      if (!child.getMaster().getStyle().isAutoZIndex() && child.getZIndex() < 0
          || !child.isStackingContext() && depth < DEEPEST && hasChildBelow(child, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The style of a box that is not visible when it is drawn again, but later is: its list marker
   * is. Of a cell the engine asks for nothing else; only once if its borders are collapsed, and
   * again if the answer was no.
   */
  private static final class Once extends PaintedStyle {
    private final BlockBox box;

    Once(BlockBox box) {
      super(box);
      this.box = box;
    }

    @Override
    boolean draws(RenderingContext context, int nth) {
      return box instanceof TableCellBox cell
          ? nth <= (cell.hasCollapsedPaintingBorder() ? 1 : 2)
          : nth != 3 && nth != 4;
    }
  }
}
