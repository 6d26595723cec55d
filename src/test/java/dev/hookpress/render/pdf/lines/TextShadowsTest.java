package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.pdf.conformance.VeraPdf;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shadows of text: a dash of 60 pixels, whose shadow is 40 pixels further down. */
class TextShadowsTest {
  private static final double LEFT = 56.69;
  private static final double BASELINE = 121.6;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='text-shadow:0 40px #f00'>&mdash;</p>",
        "<p style='text-shadow:0 40px red'><b style='font-weight:400'>&mdash;</b></p>",
        "<p style='--s:0 40px 0 rgb(255 0 0);text-shadow:1px 1px transparent,"
            + " var(--s)'>&mdash;</p>",
      })
  void areDrawnWhereTheyFall(String text) throws IOException {
    SeenPage page = page(text);

    assertThat(has(page, "#000000", 0)).isTrue();
    assertThat(has(page, "#ff0000", 30)).isTrue();
    assertThat(has(page, "#ff0000", 0)).isFalse();
  }

  @Test
  void areInheritedUntilNoneIsAskedFor() throws IOException {
    SeenPage page =
        page("<div style='text-shadow:0 40px red'><p style='text-shadow:none'>&mdash;</p></div>");

    assertThat(has(page, "#000000", 0)).isTrue();
    assertThat(has(page, "#ff0000", 30)).isFalse();
  }

  @Test
  void areUnderTheText() throws IOException {
    SeenPage page = page("<p style='text-shadow:0 0 red'>&mdash;</p>");

    assertThat(has(page, "#000000", 0)).isTrue();
    assertThat(has(page, "#ff0000", 0)).isFalse();
  }

  @Test
  void areNotReadAsText() throws IOException {
    String html =
        "<!DOCTYPE html><html lang=en><title>t</title>"
            + "<h1 style='text-shadow:0 60px red,0 90px blue'>Annual report</h1>";

    assertThat(Rendering.text(Rendering.render(html)).strip()).isEqualTo("Annual report");
  }

  @Test
  void areDrawnInTaggedDocumentsThatConform() throws IOException {
    RenderOptions tagged =
        Rendering.options(null, null, Map.of("title", "T", "language", "en"), null, null)
            .with(new PdfFeatures(Optional.of(Conformance.PDFUA_1), false));
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                tagged, Rendering.html(html("<p style='text-shadow:0 40px red'>&mdash;</p>"))));

    assertThat(has(SeenPage.of(pdf), "#ff0000", 30)).isTrue();
    assertThat(VeraPdf.faults(pdf.bytes(), Conformance.PDFUA_1)).isEmpty();
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html(body))));
  }

  private static String html(String body) {
    return "<!DOCTYPE html><style>body,p{margin:0;font:100px/120px 'Courier New'}</style>" + body;
  }

  /** Whether the dash, or what is so many points below it, has a colour somewhere. */
  private static boolean has(SeenPage page, String colour, double below) {
    for (double y = BASELINE - 30; y < BASELINE - 10; y += 0.5) {
      if (page.colour(LEFT + 20, y + below).equals(colour)) {
        return true;
      }
    }
    return false;
  }
}
