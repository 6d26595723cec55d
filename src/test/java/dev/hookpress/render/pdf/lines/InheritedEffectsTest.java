package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letter spacing, word spacing and small capitals, for the width of boxes too. */
class InheritedEffectsTest {
  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }

  private static double width(SeenPage.Word word) {
    return word.right() - word.left();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "display:inline-block;letter-spacing:.04em",
        "float:left;letter-spacing:.5px",
        "display:table;letter-spacing:.5px",
        "position:absolute;letter-spacing:.5px;font-family:Courier New"
      })
  void aBoxFitsItsSpacedText(String style) throws IOException {
    SeenPage page = page("<div><span style='%s'>WELCOME TO US ALL</span></div>".formatted(style));

    assertThat(page.word("ALL").baseline()).isCloseTo(page.word("WELCOME").baseline(), within(0.1));
  }

  /** The absolute length is inherited, also where another family or size is named. */
  @Test
  void spacingIsInherited() throws IOException {
    SeenPage page =
        page(
            "<div style='font-size:100px;letter-spacing:.01em'>"
                + "<p style='font:20px Courier New'>iiiiiiiiii</p>"
                + "<p style='font:20px Courier New;letter-spacing:normal'>jjjjjjjjjj</p></div>");

    assertThat(width(page.word("iiiiiiiiii")) - width(page.word("jjjjjjjjjj")))
        .isCloseTo(9 * 0.75, within(0.4));
  }

  /** The distance from which on programs take letters for words is a tenth of the size. */
  @Test
  void lettersATenthApartAreOneWord() throws IOException {
    String style = "<p style='font:100px Courier New;letter-spacing:%s'>ab</p>";

    double apart = width(page(style.formatted(".1em")).word("ab")) - 90;
    double further = width(page(style.formatted(".11em")).word("ab")) - 90;
    assertThat(apart).isBetween(7.3, 7.46);
    assertThat(further).isCloseTo(8.25, within(0.03));
  }

  @Test
  void wordsAreSpaced() throws IOException {
    SeenPage page = page("<p style='font:10pt Courier New;word-spacing:20pt'>ab cd</p>");

    assertThat(page.word("cd").left() - page.word("ab").left()).isCloseTo(38, within(0.3));
  }

  @Test
  void smallCapitalsAreSmallAndExtractedAsWritten() throws IOException {
    String html = "<p style='font:100px Courier New;font-variant:small-caps'>Grants %</p>";

    // A capital of 60 px, and five of 70 % of that.
    assertThat(width(page(html).word("Grants"))).isCloseTo((60 + 5 * 42) * 0.75, within(1.0));
  }

  @Test
  void smallCapitalsAreInheritedAndEnd() throws IOException {
    String html =
        "<div style='font-variant:small-caps'><b style='font-family:Arial'>one</b>"
            + "<i style='font-variant:normal'>two</i></div>";

    SeenPage.Word small = page(html).word("onetwo");
    SeenPage.Word plain =
        page("<div><b style='font-family:Arial'>one</b><i>two</i></div>").word("onetwo");
    assertThat(width(small)).isNotCloseTo(width(plain), within(0.5));
  }
}
