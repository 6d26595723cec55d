package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backgrounds of positioned boxes, and what is behind their content. */
class PositionedBackgroundsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div class=box style='position:relative'>WORD</div>",
        "<div class=box style='position:absolute;top:0'>WORD</div>",
        "<div class=box style='position:fixed;top:0'>WORD</div>",
        "<div class=box style='transform:translateX(9px)'>WORD</div>",
        "<div class=box style='position:relative;z-index:3'>WORD</div>",
        "<table class=box style='position:relative'><tr><td>WORD</table>",
        "<table><tr><td class=box style='position:relative'>WORD</table>",
        "<table style='border-collapse:collapse'><tr><td class=box style='position:relative;border:"
            + "1px solid'>WORD</table>",
        "<table><tr class=box><td style='position:relative'>WORD</table>",
        "<span class=box style='position:relative;display:inline-block'>WORD</span>",
        "<div style='position:relative;background:linear-gradient(rgba(0,0,255,.4),"
            + "rgba(0,0,255,.4))'>WORD</div>",
        "<ul><li class=box style='position:relative'>WORD</ul>",
      })
  void aTranslucentOneIsDrawnOnce(String body) throws IOException {
    SeenPage page = page("<style>.box{background:rgba(0,0,255,.4)}</style>" + body);

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo("#9999ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "position:relative;z-index:0",
        "position:absolute;z-index:1",
        "transform:translateX(0px)",
        "position:fixed;top:0;z-index:2"
      })
  void aChildBelowIsDrawnOverTheBackgroundOfItsStackingContext(String style) throws IOException {
    SeenPage page =
        page(
            "<div style='background:#eeeeee;width:200px;"
                + style
                + "'>WORD<i style='position:"
                + "absolute;left:0;top:0;width:200px;height:40px;z-index:-1;background:#00ff00'>"
                + "</i></div>");

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo("#00ff00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><td %s>%s</td></tr></table>",
        "<table><tr style='background:#dddddd'><td %s>%s</td></tr></table>",
        "<table style='border-collapse:collapse'><tr><th %s>%s</th></tr></table>",
        "<table style='background:#dddddd'><thead><tr><td>x<tbody><tr><td %s>%s</table>",
        "<div style='display:table-cell' %s>%s</div>",
      })
  void aChildBelowIsDrawnOverTheBackgroundOfItsCell(String table) throws IOException {
    String style = "<style>.cell{position:relative;z-index:0;background:#eeeeee;width:200px}";
    String below =
        "<i style='position:absolute;left:0;top:0;right:0;bottom:0;z-index:-1;background:#00ff00'>"
            + "</i>";
    SeenPage page = page(style + "</style>" + table.formatted("class=cell", below + "WORD"));

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo("#00ff00");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void eachPageOfABoxHasItsBackground(int number) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<style>p{page-break-before:always;height:99px}</style><div style='position:"
                        + "relative;background:rgba(0,0,255,.4)'>W1<p>W2<p>W3<p>W4</div>")),
            number);

    SeenPage.Word word = page.word("W" + number);
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo("#9999ff");
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html>" + html)));
  }
}
