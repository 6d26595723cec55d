package dev.hookpress.render.pdf.paint;

import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;

/**
 * The style of a box that takes part in its painting. The engine asks on each page whether the box
 * is visible before it draws its background, then before its border; and once more each, if it
 * draws them twice.
 */
abstract class PaintedStyle extends DelegatedStyle {
  private final Box box;
  private int page = -1;
  private int shadowPage = -1;
  private int asked;

  /** Takes the place of the present style of the box. */
  PaintedStyle(Box box) {
    super(box.getStyle());
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
    boolean visible = super.isVisible(context, asking);
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
}
