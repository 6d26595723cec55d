package dev.hookpress.render.chromium;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.RenderOptions;
import io.vertx.core.json.JsonObject;

/** Translates the options of a document for the browser. Lengths are in inches there. */
final class PrintParameters {
  private static final double MILLIMETRES_AN_INCH = 25.4;
  private static final double PIXELS_AN_INCH = 96;

  /** The longest side that readers show: 14,400 points. */
  private static final double MAX_INCHES = 200;

  private PrintParameters() {}

  /**
   * Parameters of {@code Page.printToPDF}. Page ranges are not among them: they count the pages of
   * the whole document.
   *
   * @param contentPixels the height of the page's content
   */
  static JsonObject of(RenderOptions options, double contentPixels) {
    PageLayout layout = options.layout();
    PageLayout.Margins margins = layout.margins();
    boolean single = options.print().singlePage();
    double height =
        single
            ? Math.min(
                MAX_INCHES,
                Math.max(contentPixels, 1) * options.fit().scale() / PIXELS_AN_INCH
                    + inches(margins.topMillimetres() + margins.bottomMillimetres()))
            : inches(height(layout));
    boolean running = options.headerHtml().isPresent() || options.footerHtml().isPresent();
    JsonObject parameters =
        new JsonObject()
            .put("paperWidth", inches(width(layout)))
            .put("paperHeight", height)
            .put("marginTop", inches(margins.topMillimetres()))
            .put("marginRight", inches(margins.rightMillimetres()))
            .put("marginBottom", inches(margins.bottomMillimetres()))
            .put("marginLeft", inches(margins.leftMillimetres()))
            .put("printBackground", options.print().backgrounds())
            .put("scale", options.fit().scale())
            .put("preferCSSPageSize", options.print().cssPageSize() && !single)
            .put("displayHeaderFooter", running)
            .put("headerTemplate", running(options.headerHtml().orElse(""), margins))
            .put("footerTemplate", running(options.footerHtml().orElse(""), margins))
            .put("generateTaggedPDF", true)
            .put("generateDocumentOutline", true)
            .put("transferMode", "ReturnAsStream");
    return single ? parameters.put("pageRanges", "1") : parameters;
  }

  /** Browsers print headers at a size of next to nothing, from edge to edge. */
  private static String running(String html, PageLayout.Margins margins) {
    return "<div style=\"font-size:10pt;width:100%;padding:0 "
        + margins.rightMillimetres()
        + "mm 0 "
        + margins.leftMillimetres()
        + "mm\">"
        + html
        + "</div>";
  }

  /** The window in which the page is laid out before it is printed. */
  static JsonObject window(RenderOptions options) {
    PageLayout layout = options.layout();
    PageLayout.Margins margins = layout.margins();
    double width = width(layout) - margins.leftMillimetres() - margins.rightMillimetres();
    return new JsonObject()
        .put("width", pixels(width / options.fit().scale()))
        .put("height", pixels(height(layout) / options.fit().scale()))
        .put("deviceScaleFactor", 1)
        .put("mobile", false);
  }

  private static double width(PageLayout layout) {
    return layout.landscape() ? layout.heightMillimetres() : layout.widthMillimetres();
  }

  private static double height(PageLayout layout) {
    return layout.landscape() ? layout.widthMillimetres() : layout.heightMillimetres();
  }

  private static double inches(double millimetres) {
    return millimetres / MILLIMETRES_AN_INCH;
  }

  private static int pixels(double millimetres) {
    return (int) Math.max(1, Math.round(inches(millimetres) * PIXELS_AN_INCH));
  }
}
