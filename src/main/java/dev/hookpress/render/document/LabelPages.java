package dev.hookpress.render.document;

import dev.hookpress.job.document.PageLayout;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.render.css.measure.TextMeasure;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The texts of stamps as HTML: a page for each text, all as large as the largest text. The layout
 * engine draws them, so that they have fonts and directions as any other text.
 */
final class LabelPages {
  private static final List<String> FAMILIES = List.of("sans-serif");
  private static final int REGULAR = 400;
  private static final int BOLD = 700;
  private static final double POINTS_A_PIXEL = 0.75;
  private static final double MILLIMETRES_A_POINT = 25.4 / 72;
  private static final double LINE_HEIGHT = 1.25;

  /** Keeps rounded lengths from breaking a line or a page. */
  private static final double SLACK_POINTS = 1;

  private LabelPages() {}

  /** The page, and how it is printed. */
  record Page(String html, RenderOptions options) {}

  /**
   * Writes the page.
   *
   * @param spot decides to which side texts of different widths are aligned
   */
  static Page of(
      List<String> texts, PdfStep.Label label, Watermark.Spot spot, TextMeasure measure) {
    TextMeasure.Font font =
        new TextMeasure.Font(
            FAMILIES, label.bold() ? BOLD : REGULAR, false, label.sizePoints() / POINTS_A_PIXEL);
    double width = SLACK_POINTS;
    double lines = 1;
    for (String text : texts) {
      String[] each = text.split("\n", -1);
      lines = Math.max(lines, each.length);
      for (String line : each) {
        width = Math.max(width, measure.width(font, line) * POINTS_A_PIXEL + SLACK_POINTS);
      }
    }
    double height = lines * LINE_HEIGHT * label.sizePoints() + SLACK_POINTS;
    Document page = Document.createShell("");
    page.head().appendElement("style").appendText(style(label, spot));
    for (String text : texts) {
      Element div = page.body().appendElement("div");
      div.appendText(text);
    }
    page.outputSettings().prettyPrint(false);
    PageLayout layout =
        new PageLayout(
            width * MILLIMETRES_A_POINT,
            height * MILLIMETRES_A_POINT,
            false,
            new PageLayout.Margins(0, 0, 0, 0));
    RenderOptions options =
        RenderOptions.standard("label.pdf")
            .on(layout)
            .fitted(new RenderOptions.ContentFit(1, false, false));
    return new Page(page.outerHtml(), options);
  }

  private static String style(PdfStep.Label label, Watermark.Spot spot) {
    String align = spot.across() < 0 ? "left" : spot.across() > 0 ? "right" : "center";
    return String.format(
        Locale.ROOT,
        "html,body{margin:0;padding:0}div{white-space:pre;font:%s %spt/%s sans-serif;color:%s;"
            + "text-align:%s}div+div{page-break-before:always}",
        label.bold() ? "bold" : "normal",
        label.sizePoints(),
        LINE_HEIGHT,
        label.color(),
        align);
  }
}
