package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flex rows and grids in pages that are read from right to left. */
class RightToLeftContainersTest {
  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(
        Rendering.pdf(Rendering.render("<html dir='rtl'><body>" + html + "</body></html>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "display:flex;justify-content:space-between",
        "display:grid;grid-template-columns:1fr auto",
        "display:flex;flex-direction:row-reverse;justify-content:space-between;direction:ltr"
      })
  void theFirstItemIsOnTheRight(String style) throws IOException {
    SeenPage page =
        page("<div style='%s'><div>first</div><div>second</div></div>".formatted(style));

    assertThat(page.word("first").left()).isGreaterThan(page.word("second").right());
    assertThat(page.word("first").baseline())
        .isCloseTo(page.word("second").baseline(), within(0.1));
  }

  @Test
  void textOfAnItemBeginsOnTheRight() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex'><div style='flex:1'>one</div><div style='flex:1'>two</div>"
                + "</div><p>margin</p>");

    assertThat(page.word("one").right()).isCloseTo(page.word("margin").right(), within(0.5));
    assertThat(page.word("two").right()).isLessThan(page.word("one").left() - 100);
  }

  /** Programs that extract text join what is drawn side by side. */
  @Test
  void aLineIsDrawnFromLeftToRight() throws IOException {
    String text =
        Rendering.text(Rendering.render("<p dir='rtl'>\u05d1\u05d1\u05d1 18%, \u05d0\u05d0</p>"));

    assertThat(text.strip()).isEqualTo("\u05d1\u05d1\u05d1 18%, \u05d0\u05d0");
  }
}
