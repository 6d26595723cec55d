package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.derived.RectPropertySet;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.newtable.TableBox;
import com.openhtmltopdf.render.BlockBox;
import java.util.List;

/**
 * Makes absolutely positioned boxes as high as their containing block demands (CSS 2.1, section
 * 10.6.4): those with an offset from its top and from its bottom, and those whose height is a
 * percentage. The engine makes them as high as their content, so that backgrounds, rules and
 * overlays without any are not drawn.
 */
public final class StretchedBoxes {
  /** A layer that is deeper is left as it is: only hostile documents nest as many. */
  private static final int DEEPEST = 500;

  private final CssContext css;

  private StretchedBoxes(CssContext css) {
    this.css = css;
  }

  /** Call after layout and before drawing; costs nothing without positioned boxes. */
  public static void stretch(BlockBox root, CssContext css) {
    Layer layer = root.getLayer();
    int page = layer.getPages().get(0).getContentHeight(css);
    new StretchedBoxes(css).stretch(layer.getChildren(), page, 0);
  }

  /** Boxes around others come first: their heights are those of the containing blocks. */
  private void stretch(List<Layer> layers, int around, int depth) {
    for (Layer layer : layers) {
      BlockBox box = layer.getMaster();
      // A table is as high as its rows.
      if (box.getStyle().isAbsolute() && !box.isReplaced() && !(box instanceof TableBox)) {
        stretch(box, around);
      }
      if (depth < DEEPEST && !layer.getChildren().isEmpty()) {
        int height = box.getPaintingPaddingEdge(css).height;
        stretch(layer.getChildren(), height, depth + 1);
      }
    }
  }

  private void stretch(BlockBox box, int around) {
    CalculatedStyle style = box.getStyle();
    int border = box.getPaintingBorderEdge(css).height;
    double wanted = border;
    if (style.isAutoHeight()) {
      if (!style.isTopAuto() && !style.isBottomAuto()) {
        RectPropertySet margin = box.getMargin(css);
        wanted =
            around
                - style.getFloatPropertyProportionalHeight(CSSName.TOP, around, css)
                - style.getFloatPropertyProportionalHeight(CSSName.BOTTOM, around, css)
                - margin.height();
      }
    } else if (!style.hasAbsoluteUnit(CSSName.HEIGHT)
        && (!style.isTopAuto() || style.isBottomAuto())) {
      double height = style.getFloatPropertyProportionalHeight(CSSName.HEIGHT, around, css);
      double frame = border - box.getContentAreaEdge(0, 0, css).height;
      wanted = style.isBorderBox() ? height : height + frame;
    }
    int missing = (int) Math.round(wanted) - border;
    if (missing > 0) {
      box.setHeight(box.getHeight() + missing);
    }
  }
}
