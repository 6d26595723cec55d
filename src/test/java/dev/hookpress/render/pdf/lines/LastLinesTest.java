package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code text-align-last} on paper, in boxes of 400 pixels from 56.69 points on. */
class LastLinesTest {
  private static final double LEFT = 56.69;
  private static final double WIDTH = 300;
  private static final Offset<Double> NEAR = within(1.0);

  @ParameterizedTest
  @CsvSource({"left, 0", "right, 1", "center, .5", "end, 1", "start, 0", "auto, 0"})
  void theLastLineIsAlignedByItself(String value, double share) throws IOException {
    SeenPage page = page("text-align:justify;text-align-last:" + value, "one<br>two");

    for (String word : new String[] {"one", "two"}) {
      double free = WIDTH - (page.word(word).right() - page.word(word).left());
      assertThat(page.word(word).left()).isCloseTo(LEFT + share * free, NEAR);
    }
  }

  @Test
  void theLastLineIsJustified() throws IOException {
    SeenPage page = page("text-align-last:justify", "aa <b>bb</b> cc<br>dd ee");

    assertThat(page.word("aa").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("cc").right()).isCloseTo(LEFT + WIDTH, NEAR);
    assertThat(page.word("dd").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("ee").right()).isCloseTo(LEFT + WIDTH, NEAR);
  }

  @Test
  void otherLinesAreAlignedAsTheText() throws IOException {
    String long1 = "w".repeat(25);
    SeenPage page =
        page("text-align:left;text-align-last:right", long1 + " middle " + "v".repeat(40) + " end");

    assertThat(page.word(long1).left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("end").right()).isCloseTo(LEFT + WIDTH, NEAR);
  }

  @ParameterizedTest
  @CsvSource({"left, 0", "right, 1", "center, .5"})
  void onlyTheLastLineIsJustified(String align, double share) throws IOException {
    String word = "w".repeat(25);
    SeenPage page =
        page(
            "text-align:" + align + ";text-align-last:justify",
            word + " <b>and</b> end " + "v".repeat(40) + " last");

    double free = WIDTH - (page.word("end").right() - page.word(word).left());
    assertThat(page.word(word).left()).isCloseTo(LEFT + share * free, NEAR);
    assertThat(page.word("and").left() - page.word(word).right()).isLessThan(6);
    assertThat(page.word("last").right()).isCloseTo(LEFT + WIDTH, NEAR);
  }

  private static SeenPage page(String style, String text) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><html><style>body{margin:0;font:12px/20px sans-serif}"
                    + "div{width:400px;"
                    + style
                    + "}</style><div>"
                    + text
                    + "</div>")));
  }
}
