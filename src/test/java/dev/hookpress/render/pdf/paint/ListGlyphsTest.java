package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the discs and squares of lists are, in CSS pixels, as a browser draws them. */
class ListGlyphsTest {
  private static final double STEP = 0.25;

  @ParameterizedTest
  @CsvSource({
    "disc, 16, 5, 13.5",
    "square, 16, 5, 13.5",
    "square, 32, 10, 21",
    "square, 10, 3, 11.5",
  })
  void areAsLargeAndAsFarFromTheTextAsInBrowsers(
      String type, int fontSize, double width, double distance) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><ul style='font:%dpx Times;color:#ff0000;list-style:%s'><li>one"
                        .formatted(fontSize, type))));

    SeenPage.Word word = page.word("one");
    double middle = word.baseline() - fontSize * 0.75 * 0.29;
    double left = Double.MAX_VALUE;
    double right = 0;
    for (double x = word.left() - 30; x < word.left() - 2; x += STEP) {
      if (page.colour(x, middle).equals("#ff0000")) {
        left = Math.min(left, x);
        right = x;
      }
    }
    assertThat((right - left) / 0.75).isCloseTo(width, within(1.4));
    assertThat((word.left() - (left + right) / 2) / 0.75).isCloseTo(distance, within(0.8));
  }
}
