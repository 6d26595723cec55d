package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.pdf.Conformance;
import dev.hookpress.job.pdf.PdfFeatures;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shadows of a box from 75 to 150 points across and down the page. */
class BoxShadowsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // beside it, under it, in it, on its other side
        "box-shadow:40px 20px #ff0000 | 165 | 140 | #ff0000",
        "box-shadow:40px 20px #ff0000 | 140 | 160 | #ff0000",
        "box-shadow:40px 20px #ff0000 | 112 | 112 | #ffffff",
        "box-shadow:40px 20px #ff0000 | 70 | 112 | #ffffff",
        "background:#0000ff;box-shadow:40px 20px #ff0000 | 140 | 140 | #0000ff",
        "box-shadow:0 0 0 8px #00ff00 | 71 | 112 | #00ff00",
        "box-shadow:0 0 0 8px #00ff00 | 67 | 112 | #ffffff",
        "box-shadow:0 0 0 8px #00ff00 | 80 | 112 | #ffffff",
        // rounded with the box
        "border-radius:50%;box-shadow:40px 0 #ff0000 | 178 | 112 | #ff0000",
        "border-radius:50%;box-shadow:40px 0 #ff0000 | 178 | 77 | #ffffff",
        // the first is above the second
        "box-shadow:20px 0 #ff0000,40px 0 #00ff00 | 160 | 112 | #ff0000",
        "box-shadow:20px 0 #ff0000,40px 0 #00ff00 | 172 | 112 | #00ff00",
        "--s:20px 0 #ff0000;box-shadow:var(--s) | 160 | 112 | #ff0000",
        "position:relative;box-shadow:20px 0 #ff0000 | 160 | 112 | #ff0000",
        "box-shadow:inset 20px 0 #ff0000 | 160 | 112 | #ffffff",
        "box-shadow:none | 160 | 112 | #ffffff",
        "box-shadow:20px 0 transparent | 160 | 112 | #ffffff",
      })
  void areDrawnOutsideTheBoxAndUnderIt(String style, double x, double y, String colour)
      throws IOException {
    assertThat(page(style).colour(x, y)).isEqualTo(colour);
  }

  @Test
  void aBlurredOneFadesFromHalfOfItsColourToNone() throws IOException {
    SeenPage page = page("box-shadow:0 0 40px #000000");

    int before = grey(page, 150.5);
    assertThat(before).isBetween(110, 150);
    for (double x = 155; x < 175; x += 5) {
      assertThat(grey(page, x)).isGreaterThan(before);
      before = grey(page, x);
    }
    assertThat(grey(page, 182)).isEqualTo(255);
  }

  @Test
  void areLeftOutWhereNothingMayBeTranslucent() throws IOException {
    RenderOptions archival =
        Rendering.options(null, null, Map.of("title", "T", "language", "en"), null, null)
            .with(new PdfFeatures(Optional.of(Conformance.PDFA_1B), false));
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(archival, Rendering.html(html("box-shadow:0 0 40px rgba(0,0,0,.5)"))));

    assertThat(grey(SeenPage.of(pdf), 152)).isEqualTo(255);
  }

  private static int grey(SeenPage page, double x) {
    return Integer.parseInt(page.colour(x, 112).substring(1, 3), 16);
  }

  private static SeenPage page(String style) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html(style))));
  }

  private static String html(String style) {
    return "<!DOCTYPE html><style>@page{size:A4;margin:0}body{margin:0}"
        + "div{width:100px;height:100px;margin:100px;"
        + style
        + "}</style><div></div>";
  }
}
