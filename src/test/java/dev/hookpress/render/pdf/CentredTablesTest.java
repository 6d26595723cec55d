package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table in the middle of the page keeps its width, however its columns are laid out. */
class CentredTablesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "width=400 style='margin:auto'",
        "width=400 style='table-layout:fixed;margin:auto'",
        "style='width:400px;table-layout:fixed;margin:0 auto;border-collapse:collapse'",
        "align=center width=400 style='table-layout:fixed'",
        "width=400 style='table-layout:fixed;Margin:0 auto !important;--x:1'",
      })
  void ofAGivenWidth(String attributes) throws IOException {
    String html =
        "<!doctype html><body style='margin:0'><table cellspacing=0 cellpadding=0 "
            + attributes
            + "><tr><td>left<td align=right>right</table>";

    SeenPage page = SeenPage.of(Rendering.pdf(Rendering.render(html)));

    double middle = 595.3 / 2;
    assertThat(page.word("left").left()).isCloseTo(middle - 150, within(2.0));
    assertThat(page.word("right").right()).isCloseTo(middle + 150, within(2.0));
  }
}
