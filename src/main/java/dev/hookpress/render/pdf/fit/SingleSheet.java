package dev.hookpress.render.pdf.fit;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import dev.hookpress.job.document.PageLayout;

/** The page of content that is printed on one page: as wide as asked for, as high as it is. */
public final class SingleSheet {
  /** The longest side of a page: 14,400 points (ISO 32000-2 Annex C). */
  private static final double TALLEST_MILLIMETRES = 14_400 / 72.0 * 25.4;

  private static final double LEAST_MILLIMETRES = 10;

  /** The engine measures in twentieths of a pixel, at any scale of the content. */
  private static final double MILLIMETRES_PER_DOT = 25.4 / 96 / 20;

  /** One pixel, so that rounding adds no second page. */
  private static final double SPARE_MILLIMETRES = 25.4 / 96;

  private SingleSheet() {}

  /** The page for the layout in which the content is measured. */
  public static PageLayout tallest(PageLayout asked) {
    return high(asked, TALLEST_MILLIMETRES);
  }

  /** Whether the tallest page holds the content of this layout. */
  public static boolean holds(PdfBoxRenderer renderer) {
    return renderer.getRootBox().getLayer().getPages().size() == 1;
  }

  /** The page that is as high as the content of this layout. */
  public static PageLayout of(PdfBoxRenderer renderer, PageLayout asked) {
    double content = renderer.getRootBox().getHeight() * MILLIMETRES_PER_DOT + SPARE_MILLIMETRES;
    double height =
        content + asked.margins().topMillimetres() + asked.margins().bottomMillimetres();
    return high(asked, Math.max(LEAST_MILLIMETRES, Math.min(TALLEST_MILLIMETRES, height)));
  }

  private static PageLayout high(PageLayout asked, double height) {
    double width = asked.landscape() ? asked.heightMillimetres() : asked.widthMillimetres();
    return new PageLayout(width, height, false, asked.margins());
  }
}
