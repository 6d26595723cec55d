package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.newmatch.CascadedStyle;
import com.openhtmltopdf.css.parser.CSSPrimitiveValue;
import com.openhtmltopdf.css.parser.PropertyValue;
import com.openhtmltopdf.css.sheet.PropertyDeclaration;
import com.openhtmltopdf.css.sheet.StylesheetInfo;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.Layer;
import com.openhtmltopdf.render.BlockBox;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.PageBox;
import com.openhtmltopdf.render.ViewportBox;
import com.openhtmltopdf.render.displaylist.TransformCreator;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;

/**
 * Repeats fixed boxes without a vertical offset on every page, as browsers do, at the place that
 * they have in the flow: the engine draws them on the page of that place only. Leaves out fixed
 * boxes that are beside the page, such as panels that a script slides in: browsers cut them off at
 * the page's area, and the engine draws what reaches into its margin.
 */
public final class FixedBoxes {
  /** A layer that is deeper is left as it is: only hostile documents nest as many. */
  private static final int DEEPEST = 500;

  private final CssContext css;
  private final Layer root;
  private final float dotsPerPixel;

  private FixedBoxes(CssContext css, Layer root, float dotsPerPixel) {
    this.css = css;
    this.root = root;
    this.dotsPerPixel = dotsPerPixel;
  }

  /** Call after layout and before drawing. */
  public static void pin(BlockBox root, CssContext css, float dotsPerPixel) {
    new FixedBoxes(css, root.getLayer(), dotsPerPixel).pin(root.getLayer(), 0);
  }

  private void pin(Layer layer, int depth) {
    for (Layer child : List.copyOf(layer.getChildren())) {
      pin(child.getMaster());
      if (child.getMaster().getStyle().isFixed() && isOffPage(child)) {
        child.detach();
      } else if (depth < DEEPEST) {
        pin(child, depth + 1);
      }
    }
  }

  /** Whether the fixed box, where it will be drawn, and all that is positioned in it are beside. */
  private boolean isOffPage(Layer layer) {
    BlockBox box = layer.getMaster();
    PageBox page = root.getPages().get(0);
    Rectangle area = new Rectangle(page.getContentWidth(css), page.getContentHeight(css));
    // The engine does the same for each page that it draws the box on.
    box.setAbsX(0);
    box.setAbsY(0);
    box.setContainingBlock(new ViewportBox(area));
    box.positionAbsolute(css, BlockBox.POSITION_BOTH);
    return isOutside(layer, area, null, 0);
  }

  private boolean isOutside(Layer layer, Rectangle area, AffineTransform around, int depth) {
    BlockBox box = layer.getMaster();
    AffineTransform transform =
        box.getStyle().isIdent(CSSName.TRANSFORM, IdentValue.NONE)
            ? around
            : TransformCreator.createDocumentCoordinatesTransform(box, css, around);
    Rectangle border = box.getPaintingBorderEdge(css);
    Rectangle drawn =
        transform == null ? border : transform.createTransformedShape(border).getBounds();
    if (drawn.isEmpty() || depth > DEEPEST || drawn.intersects(area)) {
      return false;
    }
    for (Layer child : layer.getChildren()) {
      if (!isOutside(child, area, transform, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private void pin(BlockBox box) {
    CalculatedStyle style = box.getStyle();
    Box place = box.getStaticEquivalent();
    if (!style.isFixed() || !style.isTopAuto() || !style.isBottomAuto() || place == null) {
      return;
    }
    PageBox page = root.getFirstPage(css, place.getAbsY());
    if (page != null) {
      int top = Math.max(0, place.getAbsY() - page.getTop());
      boolean across =
          style.isIdent(CSSName.LEFT, IdentValue.AUTO)
              && style.isIdent(CSSName.RIGHT, IdentValue.AUTO);
      PropertyDeclaration[] offsets =
          across
              ? new PropertyDeclaration[] {
                offset(CSSName.TOP, top), offset(CSSName.LEFT, Math.max(0, place.getAbsX()))
              }
              : new PropertyDeclaration[] {offset(CSSName.TOP, top)};
      box.setStyle(with(style, CascadedStyle.createLayoutStyle(offsets)));
    }
  }

  private static CalculatedStyle with(CalculatedStyle style, CascadedStyle offsets) {
    CalculatedStyle copy = style.overrideStyle(style.getIdent(CSSName.DISPLAY));
    // The engine applies the declarations to the style that it is asked to copy.
    CalculatedStyle overridden = copy.overrideStyle(offsets);
    return overridden.isTopAuto() ? copy : overridden;
  }

  private PropertyDeclaration offset(CSSName name, int dots) {
    float pixels = dots / dotsPerPixel;
    return new PropertyDeclaration(
        name,
        new PropertyValue(CSSPrimitiveValue.CSS_PX, pixels, pixels + "px"),
        true,
        StylesheetInfo.USER);
  }
}
