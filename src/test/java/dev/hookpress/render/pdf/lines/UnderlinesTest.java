package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Underlines of text with images and boxes in it. */
class UnderlinesTest {
  private static final double LEFT = 56.69;

  /** Each is 80 pixels wide and stands after two letters of 60 pixels. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<i style='display:inline-block;width:80px'></i>",
        "<img style='width:80px;height:20px' src='data:image/svg+xml,<svg xmlns=\""
            + "http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>'>",
      })
  void areInterruptedThere(String box) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><html><style>body{margin:0;font:100px/120px 'Courier New'}"
                        + "u{color:red}</style><u>ll"
                        + box
                        + "ll</u>")));

    assertThat(isUnderlined(page, 20)).isTrue();
    assertThat(isUnderlined(page, 160)).isFalse();
    assertThat(isUnderlined(page, 220)).isTrue();
    assertThat(isUnderlined(page, 400)).isFalse();
  }

  /** Whether there is red below the base line. */
  private static boolean isUnderlined(SeenPage page, int pixels) {
    double baseline = page.word("ll").baseline();
    for (double y = baseline + 2; y < baseline + 20; y += 0.5) {
      if (page.colour(LEFT + pixels * 0.75, y).equals("#ff0000")) {
        return true;
      }
    }
    return false;
  }
}
