package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients that are repeated: bar codes, ruled paper, grids. */
class StripesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "repeating-linear-gradient(90deg,#ff0000 0 40px,#0000ff 40px 80px)",
        "repeating-linear-gradient(to right,#ff0000,#ff0000 40px,#0000ff 40px,#0000ff 80px)",
        "repeating-linear-gradient(270deg,#0000ff 0 40px,#ff0000 40px 80px)",
        "linear-gradient(90deg,#ff0000 50%,#0000ff 50%) 0 0/80px 30px",
        "linear-gradient(90deg,#ff0000 40px,transparent 40px) 0 0/80px 100% #0000ff"
      })
  void stripesAreSideBySide(String background) throws IOException {
    SeenPage page = page("background:" + background);

    assertThat(across(page, 15)).isEqualTo("#ff0000");
    assertThat(across(page, 45)).isEqualTo("#0000ff");
    assertThat(across(page, 75)).isEqualTo("#ff0000");
    assertThat(across(page, 225)).isEqualTo("#0000ff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repeating-linear-gradient(#ff0000 0 20px,#0000ff 20px 40px)",
        "repeating-linear-gradient(to bottom,#ff0000,#ff0000 20px,#0000ff 20px,#0000ff 40px)",
        "linear-gradient(#ff0000 20px,transparent 20px) 0 0/100% 40px #0000ff"
      })
  void stripesAreBelowEachOther(String background) throws IOException {
    SeenPage page = page("background:" + background);

    SeenPage.Word word = page.word("W");
    // The word is in the first stripe, which is 15 points high.
    assertThat(page.colour(word.left() + 60, word.baseline() - 3)).isEqualTo("#ff0000");
    assertThat(page.colour(word.left() + 60, word.baseline() + 12)).isEqualTo("#0000ff");
    assertThat(page.colour(word.left() + 60, word.baseline() + 27)).isEqualTo("#ff0000");
  }

  @Test
  void aGridHasLinesBothWays() throws IOException {
    String line = "#ff0000 8px,transparent 8px)";
    SeenPage page =
        page(
            "background-image:linear-gradient(90deg,"
                + line
                + ",linear-gradient("
                + line
                + ";background-size:40px 40px");

    assertThat(across(page, 33)).isEqualTo("#ff0000");
    assertThat(across(page, 50)).isEqualTo("#ffffff");
    SeenPage.Word word = page.word("W");
    double top = word.baseline() - 11;
    assertThat(page.colour(word.left() + 50, top + 33)).isEqualTo("#ff0000");
  }

  private static String across(SeenPage page, double points) {
    SeenPage.Word word = page.word("W");
    return page.colour(word.left() + points, word.baseline() - 1);
  }

  private static SeenPage page(String style) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><div style='font:12px/20px sans-serif;width:400px;height:90px;"
                    + style
                    + "'>W</div>")));
  }
}
