package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that a browser scrolls to. */
class ClippedContentTest {
  private static final String LONG = "word".repeat(80);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='overflow:auto'>%s</div>",
        "<div style='overflow-x:auto'>%s</div>",
        "<div style='overflow: scroll'>%s</div>",
        "<style>.c { overflow: clip }</style><div class=c>%s</div>",
        "<style>.a { overflow-x: auto } .a table { width: 3000px }</style>"
            + "<div class=a><table><tr><td>%s</table></div>",
      })
  void doesNotShrinkThePage(String html) throws IOException {
    SeenPage page = page("<!doctype html><body>" + html.formatted(LONG) + "<p>next one</p>");

    // At the size of 16 px: Tinos' "next".
    SeenPage.Word word = page.word("next");
    assertThat(word.right() - word.left()).isCloseTo(20.7, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pre style='overflow:auto'>%s</pre>",
        "<style>pre { overflow-x: auto }</style><pre><code>%s</code></pre>",
        "<style>pre code { display: block; overflow-x: scroll }</style><pre><code>%s</code></pre>",
        "<style>pre { white-space: pre; overflow: auto }</style><pre>%s</pre>",
      })
  void preformattedLinesWrapInstead(String html) throws IOException {
    String line = "a long line of a program that goes on and on, ".repeat(5) + "until the end";

    SeenPage page = page("<!doctype html><body>" + html.formatted("first\n  second\n" + line));

    assertThat(page.word("end").right()).isLessThan(595 - 56);
    assertThat(page.word("second").left()).isGreaterThan(page.word("first").left() + 10);
    assertThat(page.visualLines().subList(0, 2)).containsExactly("first", "second");
  }

  @Test
  void theBodyScrollsThePageItself() throws IOException {
    SeenPage page =
        page("<!doctype html><body style='overflow-y:scroll;height:10px'>a<p>b<p>below");

    assertThat(page.word("below").baseline()).isGreaterThan(page.word("b").baseline());
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
