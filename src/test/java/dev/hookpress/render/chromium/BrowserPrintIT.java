package dev.hookpress.render.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The options of printing, as the browser understands them. */
class BrowserPrintIT {
  private static Browsing browsing;

  @BeforeAll
  static void start() {
    browsing = Browsing.start(Browsing.options(1, Duration.ofSeconds(30)));
  }

  @AfterAll
  static void stop() {
    if (browsing != null) {
      browsing.close();
    }
  }

  private static PDDocument print(String html, RenderOptions options) throws IOException {
    Printed printed = browsing.print(html, options);
    assertThat(printed).isInstanceOf(Printed.Pdfs.class);
    return Loader.loadPDF(((Printed.Pdfs) printed).files().get(0));
  }

  private static RenderOptions printing(boolean backgrounds, boolean cssPageSize) {
    return Rendering.OPTIONS.printing(new PrintOptions(backgrounds, cssPageSize));
  }

  @Test
  void backgroundsArePrintedIfTheyAreAskedFor() throws IOException {
    String html = "<body style='background: #c00'><p style='height: 10cm'>Text</p>";

    assertThat(isRed(print(html, printing(true, false)))).isTrue();
    assertThat(isRed(print(html, printing(false, false)))).isFalse();
  }

  private static boolean isRed(PDDocument printed) throws IOException {
    try (printed) {
      BufferedImage page = new PDFRenderer(printed).renderImage(0);
      return (page.getRGB(page.getWidth() / 2, page.getHeight() / 4) & 0xFFFFFF) == 0xCC0000;
    }
  }

  @Test
  void theSizeInTheStylesIsTakenIfItIsPreferred() throws IOException {
    String html = "<style>@page { size: 50mm 100mm }</style><p>Text</p>";

    assertThat(millimetres(print(html, printing(true, true)))).containsExactly(50, 100);
    assertThat(millimetres(print(html, printing(true, false)))).containsExactly(210, 297);
  }

  private static List<Integer> millimetres(PDDocument printed) throws IOException {
    try (printed) {
      PDRectangle box = printed.getPage(0).getMediaBox();
      return List.of(
          Math.round(box.getWidth() / 72 * 25.4f), Math.round(box.getHeight() / 72 * 25.4f));
    }
  }

  @Test
  void headingsAreTagsAndAnOutline() throws IOException {
    try (PDDocument pdf =
        print("<html lang=en><h1>First</h1><h2>Inner</h2><h1>Second</h1>", Rendering.OPTIONS)) {
      List<String> titles = new ArrayList<>();
      for (PDOutlineItem item : pdf.getDocumentCatalog().getDocumentOutline().children()) {
        titles.add(item.getTitle());
        item.children().forEach(inner -> titles.add("- " + inner.getTitle()));
      }
      assertThat(titles).containsExactly("First", "- Inner", "Second");
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
    }
  }

  @Test
  void headersAndFootersHaveTheirFieldsOnEachPage() throws IOException {
    RenderOptions options =
        Rendering.OPTIONS.between(
            Optional.of("<span class=title></span> of <span class=url></span>"),
            Optional.of("<b><span class=pageNumber></span>/<span class=totalPages></span></b>"));
    String html =
        "<title>Order</title><p>One</p><p style='break-before: page'>Two</p>"
            + "<script>document.title = 'Order 7'</script>";

    assertThat(Browsing.text(browsing.print(html, options)))
        .contains("Order 7 of " + RequestDoor.NO_ADDRESS, "1/2", "2/2");
  }
}
