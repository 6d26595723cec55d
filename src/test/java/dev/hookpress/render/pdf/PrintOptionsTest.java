package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.PrintOptions;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.Rendering;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of a page, by its options. */
class PrintOptionsTest {
  private static final String RED =
      "<style>@page{margin:0}body{margin:0}div{background:#f00;height:100px}</style><div></div>";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void backgroundsArePrintedUnlessTheyAreTurnedOff(boolean backgrounds) throws IOException {
    BufferedImage page = image(RED, new PrintOptions(backgrounds, true));

    assertThat(new Color(page.getRGB(page.getWidth() / 2, 20)))
        .isEqualTo(backgrounds ? Color.RED : Color.WHITE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDocumentsOwnPageSizeTakesPrecedenceUnlessItIsTurnedOff(boolean preferred)
      throws IOException {
    PDRectangle page =
        size("<style>@page{size:100mm 100mm}</style><p>x", new PrintOptions(true, preferred));

    assertThat(Math.round(page.getWidth() / 72 * 25.4)).isEqualTo(preferred ? 100 : 210);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stylesAreThoseOfTheMedium(boolean screen) throws IOException {
    RenderOptions options = Rendering.OPTIONS.printing(PrintOptions.STANDARD.onScreen(screen));

    String text =
        Rendering.text(
            Rendering.render(
                options,
                Rendering.html(
                    "<style>@media print{.s{display:none}}@media screen{.p{display:none}}</style>"
                        + "<style media=screen>.q{display:none}</style>"
                        + "<p class=p>print</p><p class=s>screen</p><p class=q>paper</p>")));

    assertThat(text.strip().split("\\s+"))
        .containsExactly(screen ? new String[] {"screen"} : new String[] {"print", "paper"});
  }

  @Test
  void aSinglePageIsAsHighAsItsContent() throws IOException {
    String high =
        "<body style='margin:0'><div style='height:3000px'>a</div>"
            + "<p style='page-break-before:always;margin:0;height:500px'>b</p></body>";

    PDRectangle page = size(high, PrintOptions.STANDARD.onOnePage());

    double margins = 2 * 20 / 25.4 * 72;
    assertThat(page.getHeight() - margins).isBetween(3500 * 0.75, 3500 * 0.75 + 2);
    assertThat(Math.round(page.getWidth() / 72 * 25.4)).isEqualTo(210);
  }

  @Test
  void contentThatNoPageHoldsHasSeveralAndIsWarnedOf() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                Rendering.OPTIONS.printing(PrintOptions.STANDARD.onOnePage()),
                Rendering.html("<p>a</p>".repeat(600) + "<div style='height:2500px'></div>")));

    assertThat(pdf.pages()).isEqualTo(2);
    assertThat(pdf.warnings()).contains("Content is higher than the highest page, and has several");
  }

  @Test
  void emptyElementsOfTheHeaderAreFilledIn() throws IOException {
    RenderOptions options =
        Rendering.OPTIONS.between(
            Optional.of(
                "<p>On <i class=date></i>: <b class=title></b>, <b class=title>mine</b>, page <b"
                    + " class=pageNumber></b></p>"),
            Optional.empty());

    String text =
        Rendering.text(
            Rendering.render(options, Rendering.html("<title>Report 7</title><p>Body")), 1);

    assertThat(text).contains("On 2026-11-21: Report 7, mine, page 1");
  }

  private static BufferedImage image(String html, PrintOptions print) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes(html, print))) {
      return new PDFRenderer(document).renderImage(0);
    }
  }

  private static PDRectangle size(String html, PrintOptions print) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes(html, print))) {
      return document.getPage(0).getMediaBox();
    }
  }

  private static byte[] bytes(String html, PrintOptions print) {
    RenderOptions options = Rendering.OPTIONS.printing(print);
    return Rendering.pdf(Rendering.render(options, Rendering.html(html))).bytes();
  }
}
