package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First lines with an inline block of 40 pixels, in a paragraph whose text starts at 100. */
class IndentsTest {
  @ParameterizedTest
  @CsvSource({
    "text-indent:-40px, 100",
    "text-indent:30px, 170",
    "text-indent:-40px;text-align:justify, 100",
    "text-indent:0, 140",
    "--i:-40px;text-indent:var(--i), 100",
  })
  void areThoseOfTheParagraph(String style, double pixels) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><body style='margin:0'><p style='padding-left:100px;"
                        + style
                        + "'><span style='display:inline-block;width:40px'></span>word</p>")));

    assertThat((page.word("word").left() - 56.69) / 0.75).isCloseTo(pixels, within(1.0));
  }
}
