package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The font sizes {@code smaller} and {@code larger}, which are a fifth apart. */
class RelativeSizesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<small>aaaaaaaaaa</small> | .8333",
        "<small style='display:block'>aaaaaaaaaa</small> | .8333",
        "<p><small style='display:block'><b>aaaaaaaaaa</b></small></p> | .8333",
        "<div style='font-size:larger'>aaaaaaaaaa</div> | 1.2",
        "<div style='font-size:larger'><div style='font-size:larger'>aaaaaaaaaa</div></div> | 1.44",
        "<style>:root{--a:1}</style><small style='display:block'>aaaaaaaaaa</small> | .8333",
      })
  void applyOnce(String html, double factor) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><html><body style='font:20px Courier New'>" + html)));

    SeenPage.Word word = page.word("aaaaaaaaaa");
    assertThat(word.right() - word.left()).isCloseTo(10 * .6001 * 15 * factor, within(1.0));
  }
}
