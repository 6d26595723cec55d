package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The markers of lists, in CSS pixels, as a browser draws them. */
class ListMarkersTest {
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "li::marker{color:#ff0000} | decimal | 1.",
        "li{color:#0000ff}li::marker{color:#ff0000} | upper-alpha | A.",
        "li{--a:1}li::marker{color:var(--b,#ff0000);content:'>> '} | disc | >>",
        "li::marker{color:#ff0000;font-weight:bold} | '-- ' | --",
        "li{position:relative;background:#fef9}li::marker{color:#ff0000} | decimal | 1.",
        "ul{display:inline-block;margin-right:40px}li::marker{color:#ff0000} | decimal | 1.",
      })
  void haveTheColourOfTheirPseudoElement(String css, String type, String text) throws IOException {
    SeenPage page = page(css, type.length() == 3 ? "'" + type + " '" : type);

    SeenPage.Word marker = page.word(text);
    assertThat(colours(page, marker)).contains("#ff0000").doesNotContain("#000000", "#0000ff");
    assertThat(colours(page, page.word("one"))).doesNotContain("#ff0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal | 1. | | 3.9",
        "decimal | 1. | li::marker{font-size:24px} | 6",
        "disc | >> | li::marker{content:'>> '} | 4.4",
        "decimal | 1. | li{list-style-position:inside} | 4.4",
      })
  void endWhereTheirTextDoes(String type, String text, String css, double gap) throws IOException {
    SeenPage page = page(css == null ? "" : css, type);

    double seen = (page.word("one").left() - page.word(text).right()) / 0.75;
    assertThat(seen).isCloseTo(gap, within(0.6));
  }

  @ParameterizedTest
  @CsvSource({"'', 10", "li::marker{font-weight:bold}, 10", "li::marker{font-size:8px}, 5"})
  void areAsLargeAsTheirFont(String css, double width) throws IOException {
    SeenPage page = page(css, "upper-roman");

    SeenPage.Word marker = page.word("I.");
    assertThat((marker.right() - marker.left()) / 0.75).isCloseTo(width, within(1.6));
    assertThat(marker.font().contains("Bold")).isEqualTo(css.contains("bold"));
  }

  @Test
  void aDiscInsideIsBeforeTheTextOfTheFirstLine() throws IOException {
    SeenPage page = page("li{list-style-position:inside;color:#ff0000}", "disc");

    SeenPage.Word text = page.word("one");
    double edge = page.word("last").left() + 40 * 0.75;
    assertThat((text.left() - edge) / 0.75).isCloseTo(6 - 1 + 16, within(1.1));
    assertThat(page.colour(edge + 1.8, text.baseline() - 3.5)).isEqualTo("#ff0000");
  }

  @Test
  void flexItemsHaveNone() throws IOException {
    SeenPage page = page("li{display:flex}li::marker{color:#ff0000}", "decimal");

    assertThat(page.visualLines()).containsExactly("one", "last");
  }

  @Test
  void theyCountFromStartAndValueBackwards() throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<!DOCTYPE html><style>li::marker{color:#ff0000}</style>"
                        + "<ol start=7><li>a<li value=20>b<li>c</ol>"
                        + "<ol reversed><li>d<li>e</ol>")));

    assertThat(page.visualLines()).containsExactly("7. a", "20. b", "21. c", "2. d", "1. e");
  }

  private static Set<String> colours(SeenPage page, SeenPage.Word word) {
    Set<String> colours = new HashSet<>();
    for (double x = word.left(); x < word.right(); x += STEP) {
      for (double y = word.baseline() - 8; y < word.baseline(); y += STEP) {
        colours.add(page.colour(x, y));
      }
    }
    return colours;
  }

  private static SeenPage page(String css, String type) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>body{font:16px Times}%s</style>".formatted(css)
                    + "<ul style=\"list-style-type:%s\"><li>one</ul>last".formatted(type))));
  }
}
