package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The space after the last word of a line needs no room. */
class HangingSpacesTest {
  private static final double HELLO_WORLD = width();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello world again",
        "Hello world  again",
        "Hello <b style='font-weight:normal'>world</b> again",
        "<span>Hello </span><span>world </span>again",
        "Hello\nworld\nagain"
      })
  void aWordThatJustFitsStays(String text) throws IOException {
    assertThat(lines(text, "", 1)).containsExactly("Hello world", "again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "white-space:pre-wrap", "white-space:pre-line"})
  void aWordThatDoesNotFitOverflows(String style) throws IOException {
    assertThat(lines("Hello world in", style, -2)).containsExactly("Hello", "world in");
  }

  @Test
  void aTableIsNoWiderThanItsLongestWord() throws IOException {
    SeenPage page =
        page(
            "<table style='width:1px;border-spacing:0'><tr><td style='padding:0'>to the house is"
                + "<td style='padding:0'>x</table>");

    assertThat(page.word("x").left() - page.word("house").right()).isLessThan(1);
  }

  private static List<String> lines(String text, String style, double more) throws IOException {
    String box = "<div style='width:%.2fpt;%s'>".formatted(HELLO_WORLD + more, style);
    return page(box + text + "</div>").visualLines();
  }

  private static double width() {
    try {
      SeenPage page = page("Hello world");
      return page.word("world").right() - page.word("Hello").left();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
