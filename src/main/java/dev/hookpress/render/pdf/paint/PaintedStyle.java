package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.css.constants.CSSName;
import com.openhtmltopdf.css.style.CalculatedStyle;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.style.FSDerivedValue;
import com.openhtmltopdf.css.style.derived.BorderPropertySet;
import com.openhtmltopdf.css.style.derived.RectPropertySet;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;

/**
 * The style of a box that takes part in its painting. The engine asks on each page whether the box
 * is visible before it draws its background, then before its border; and once more each, if it
 * draws them twice.
 */
abstract class PaintedStyle extends CalculatedStyle {
  private final CalculatedStyle style;
  private final Box box;
  private int page = -1;
  private int shadowPage = -1;
  private int asked;

  /** Takes the place of the present style of the box. */
  PaintedStyle(Box box) {
    this.style = box.getStyle();
    this.box = box;
  }

  /**
   * Called when the engine asks whether the box is visible, and it is.
   *
   * @param nth from 1 on each page
   * @return whether it is to be drawn
   */
  abstract boolean draws(RenderingContext context, int nth);

  @Override
  public final boolean isVisible(RenderingContext context, Box asking) {
    boolean visible = style.isVisible(context, asking);
    if (context == null || asking != box) {
      return visible;
    }
    if (page != context.getPageNo() || shadowPage != context.getShadowPageNumber()) {
      page = context.getPageNo();
      shadowPage = context.getShadowPageNumber();
      asked = 0;
    }
    asked++;
    return visible && draws(context, asked);
  }

  @Override
  public FSDerivedValue valueByName(CSSName name) {
    return style.valueByName(name);
  }

  @Override
  public CalculatedStyle getParent() {
    return style.getParent();
  }

  @Override
  public BorderPropertySet getBorder(CssContext context) {
    return style.getBorder(context);
  }

  @Override
  public RectPropertySet getMarginRect(float width, CssContext context, boolean cached) {
    return style.getMarginRect(width, context, cached);
  }

  @Override
  public RectPropertySet getPaddingRect(float width, CssContext context, boolean cached) {
    return style.getPaddingRect(width, context, cached);
  }
}
