package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn over what, and that it is drawn. */
class PaintTest {
  private static final String STRIP =
      "<style>.strip{position:absolute;top:0;left:0;width:100%%;height:200px;background:#334466}"
          + "main{position:relative;padding:20px}.card{background:#ffee00}</style>"
          + "%s<main>%s</main>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=card>CARD</div>",
        "<div class=card style='position:relative'>CARD</div>",
        "<div style='display:flex'><div class=card>CARD</div></div>",
        "<table class=card style='position:relative'><tr><td>CARD</table>"
      })
  void aPositionedBoxIsDrawnOverTheOneBeforeIt(String content) throws IOException {
    SeenPage page = page(STRIP.formatted("<div class=strip></div>", content));

    SeenPage.Word card = page.word("CARD");
    assertThat(page.colour(card.left() + 1, card.baseline() + 1.5)).isEqualTo("#ffee00");
  }

  @Test
  void contentGeneratedAfterAnElementIsDrawnOverIt() throws IOException {
    SeenPage page =
        page(
            "<style>.box{position:relative;background:#00ff00}.box b{position:relative}"
                + ".box::after{content:'';position:absolute;top:0;left:0;width:200px;height:18px;"
                + "background:#0000ff}</style><div class=box><b>BOX</b></div>");

    SeenPage.Word box = page.word("BOX");
    assertThat(page.colour(box.left() + 1, box.baseline() - 3)).isEqualTo("#0000ff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotate(1deg)", "scale(1.1)", "translateX(2%)", "matrix(1,0,0,1,0,0)"})
  void aTableWithATransformIsDrawn(String transform) throws IOException {
    SeenPage page =
        page("<table style='transform:" + transform + "'><tr><td>CELL</table><p>END</p>");

    assertThat(page.word("CELL").baseline()).isLessThan(page.word("END").baseline());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotate(1deg) | 1",
        "translateX(2%) | 1",
        "translate(3px, 4px) | 0",
        "none | 0",
        "scale(1.1);position:relative | 1"
      })
  void aTransformThatATableLosesIsReported(String transform, int warnings) {
    RenderedPdf.Pdf pdf =
        (RenderedPdf.Pdf)
            Rendering.render(
                "<table style='transform:" + transform + "'><tr><td>CELL</table><p>END</p>");

    assertThat(pdf.warnings()).hasSize(warnings);
    assertThat(pdf.warnings()).allMatch("The transform of a table is not drawn"::equals);
  }

  @Test
  void aTranslationMovesATable() throws IOException {
    String html = "<p>TOP</p><table style='%s'><tr><td>CELL</table>";
    SeenPage.Word plain = page(html.formatted("")).word("CELL");
    SeenPage.Word moved = page(html.formatted("transform:translate(40px, -20px)")).word("CELL");

    assertThat(moved.left() - plain.left()).isCloseTo(30, within(0.1));
    assertThat(moved.baseline() - plain.baseline()).isCloseTo(-15, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='background-color:lightgray'>WORD</p>",
        "<style>p { background: LightGray }</style><p>WORD</p>",
        "<table bgcolor=lightgray><tr><td>WORD</table>",
        "<table><thead style='background-color: lightgray;'><tr><th>WORD</thead></table>"
      })
  void everyNameOfAColourIsKnown(String html) throws IOException {
    SeenPage page = page(html);

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo("#d3d3d3");
  }

  @ParameterizedTest
  @CsvSource({"bisque,#ffe4c4", "BlanchedAlmond,#ffebcd", "darkSlateGrey,#2f4f4f", "grey,#808080"})
  void aCellsColourIsKnownByName(String name, String colour) throws IOException {
    SeenPage page = page("<table><tr><td bgcolor=%s>WORD</table>".formatted(name));

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() + 1, word.baseline() + 1.5)).isEqualTo(colour);
  }

  @Test
  void textThatATextAreaHasNoRoomForIsClipped() throws IOException {
    SeenPage page =
        page(
            "<textarea style='height:30px;color:#ff0000'>"
                + "M\n".repeat(9)
                + "</textarea>"
                + "<p>END</p>");

    SeenPage.Word end = page.word("END");
    SeenPage.Word first = page.word("M");
    for (double y = end.baseline() - 10; y < end.baseline() + 40; y += 2) {
      assertThat(page.colour(first.left() + 1, y)).isNotEqualTo("#ff0000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-width:100%", "width:100%"})
  void anImageThatMayShrinkDoesNotWidenItsTrack(String style) throws IOException {
    SeenPage page =
        page(
            "<div style='display:grid;grid-template-columns:fit-content(200px) 1fr'><div>"
                + "<img width=600 height=300 alt='' style='"
                + style
                + "' src='data:image/png;base64,"
                + Base64.getEncoder().encodeToString(ImageBytes.png(600, 300))
                + "'></div><div>WORD</div></div>");

    // The margins of the page and of the body, then the track of 200 px.
    assertThat(page.word("WORD").left()).isCloseTo(56.7 + 6 + 150, within(0.5));
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
