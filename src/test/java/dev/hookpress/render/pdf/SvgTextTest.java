package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of drawings is text: it can be selected and searched. */
class SvgTextTest {
  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }

  private static String text(String html) throws IOException {
    return Rendering.text(Rendering.render(html));
  }

  private static String svg(String content) {
    return "<svg width='300' height='100' viewBox='0 0 300 100'>" + content + "</svg>";
  }

  @Test
  void aLabelIsDrawnWhereItStands() throws IOException {
    SeenPage page = page(svg("<g font-size='16'><text x='40' y='50'>Label</text></g>"));

    SeenPage.Word label = page.word("Label");
    SeenPage.Word same = page("<p style='font-size:16px'>Label</p>").word("Label");
    assertThat(label.left() - same.left()).isCloseTo(30, within(0.5));
    assertThat(label.right() - label.left()).isCloseTo(same.right() - same.left(), within(0.3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<text x='10' y='50' font-size='11'>Umsatz</text>",
        "<style>.t{font:italic 600 12px Roboto}</style><text class='t' x='9' y='50'>Umsatz</text>",
        "<text x='150' y='50' text-anchor='middle'>Umsatz</text>",
        "<text x='10' y='50' fill='none' stroke='none'>Rest</text><text y='80'>Umsatz</text>",
        "<text x='10' y='50' font-family='Unknown'><tspan dx='3'>Umsatz</tspan></text>",
        "<text x='10' y='50' stroke='red'>Umsatz</text>",
        "<text x='10' y='50' opacity='.5' fill='#333'>Umsatz</text>"
      })
  void textIsText(String content) throws IOException {
    assertThat(text(svg(content))).containsOnlyOnce("Umsatz");
  }

  @Test
  void lettersApartRemainAWord() throws IOException {
    assertThat(text(svg("<text y='50' style='letter-spacing:.4px'>Umsatz 2025</text>")))
        .contains("Umsatz 2025");
  }

  @Test
  void whatHasNoFillIsNotDrawn() throws IOException {
    assertThat(
            text(svg("<text y='50' fill='none'>a</text><text y='9' visibility='hidden'>b</text>")))
        .isBlank();
  }

  @Test
  void aDrawingInheritsTheFontOfThePage() throws IOException {
    SeenPage page =
        page(
            "<div style='font:bold 20px Courier New'>"
                + svg("<text y='50'>iiiiii</text>")
                + "</div>");

    SeenPage.Word word = page.word("iiiiii");
    assertThat(word.right() - word.left()).isCloseTo(6 * 9, within(1.5));
  }

  @Test
  void aPictureHasTextToo() throws IOException {
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>"
            + "<text x='5' y='14' font-family='Verdana,sans-serif' font-size='11'>passing</text>"
            + "</svg>";
    String uri = "data:image/svg+xml," + URLEncoder.encode(svg, StandardCharsets.UTF_8);

    assertThat(text("<p><img src=\"" + uri.replace("+", "%20") + "\"></p>")).contains("passing");
  }
}
