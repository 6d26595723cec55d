package dev.hookpress.render.css;

import dev.hookpress.job.document.PageLayout;

/**
 * The page for which a document is styled. All lengths are CSS pixels (1/96 inch).
 *
 * @param width of the sheet, margins included
 * @param height of the sheet, margins included
 * @param screen whether media queries match {@code screen} rather than {@code print}
 */
public record PageBox(
    double width,
    double height,
    double marginTop,
    double marginRight,
    double marginBottom,
    double marginLeft,
    boolean screen) {
  /** What the engine, which rounds the page's size and each margin, may lack of the height. */
  private static final double ROUNDING = 0.25;

  private static final double PIXELS_PER_MILLIMETRE = 96 / 25.4;

  /** A page for print. */
  public PageBox(
      double width,
      double height,
      double marginTop,
      double marginRight,
      double marginBottom,
      double marginLeft) {
    this(width, height, marginTop, marginRight, marginBottom, marginLeft, false);
  }

  /** The page of the request, before the document's own {@code @page} rules. */
  public static PageBox of(PageLayout layout, boolean screen) {
    double width = layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
    double height = layout.landscape() ? layout.widthMillimetres() : layout.heightMillimetres();
    PageLayout.Margins margins = layout.margins();
    return new PageBox(
        width * PIXELS_PER_MILLIMETRE,
        height * PIXELS_PER_MILLIMETRE,
        margins.topMillimetres() * PIXELS_PER_MILLIMETRE,
        margins.rightMillimetres() * PIXELS_PER_MILLIMETRE,
        margins.bottomMillimetres() * PIXELS_PER_MILLIMETRE,
        margins.leftMillimetres() * PIXELS_PER_MILLIMETRE,
        screen);
  }

  /** The page of the request for print, before the document's own {@code @page} rules. */
  public static PageBox of(PageLayout layout) {
    return of(layout, false);
  }

  /** The same page in the larger or smaller pixels of content that is printed at a scale. */
  public PageBox scaled(double scale) {
    return new PageBox(
        width / scale,
        height / scale,
        marginTop / scale,
        marginRight / scale,
        marginBottom / scale,
        marginLeft / scale,
        screen);
  }

  /** The width of the page area: the initial containing block, {@code 100vw}. */
  public double areaWidth() {
    return Math.max(0, width - marginLeft - marginRight);
  }

  /** The height of the page area: {@code 100vh}. A box of this height fits on a page. */
  public double areaHeight() {
    return Math.max(0, height - marginTop - marginBottom - ROUNDING);
  }
}
