package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of tables that are flex or grid containers, on a page 481.89 points wide. */
class LooseRowsTest {
  private static final double LEFT = 56.69;
  private static final double WIDTH = 481.89;
  private static final Offset<Double> NEAR = within(4.0);
  private static final String ROWS =
      "<caption>Title</caption><thead><tr><th>Item<th>Price</thead>"
          + "<tbody><tr><td>Desk<td>300</tbody></table><p>after";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tr{display:flex}td,th{flex:1}",
        "tr{display:grid;grid-template-columns:1fr 1fr}",
        "tr{display:flex}td,th{width:50%}"
      })
  void areAsWideAsTheTable(String css) throws IOException {
    SeenPage page = page(css, "<table style='width:100%'>" + ROWS);

    assertThat(page.word("Desk").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("300").left()).isCloseTo(LEFT + WIDTH / 2, NEAR);
    assertThat(page.word("300").baseline()).isCloseTo(page.word("Desk").baseline(), NEAR);
    assertThat(page.word("after").baseline()).isGreaterThan(page.word("300").baseline());
  }

  @Test
  void areAsWideAsTheWidestInATableWithoutAWidth() throws IOException {
    String css = "tr{display:flex;justify-content:space-between}table{background:#ff0000}";
    SeenPage page = page(css, "<table><tr><td>A long name of an item<td>1</table><p>after");

    double row = page.word("1").baseline() - 2;
    assertThat(page.word("1").left()).isLessThan(page.word("item").right() + 15);
    assertThat(page.colour(page.word("1").right() + 20, row)).isEqualTo("#ffffff");
  }

  @Test
  void standBesideOrdinaryRows() throws IOException {
    SeenPage page =
        page(
            ".f{display:flex}",
            "<table style='width:100%'><tr><td>Item<td>Price<tr class=f><td>Desk<td>300</table>");

    assertThat(page.word("Price").left()).isGreaterThan(page.word("Item").right());
    assertThat(page.word("300").left()).isGreaterThan(page.word("Desk").right());
  }

  private static SeenPage page(String css, String body) throws IOException {
    String style = "body{margin:0;font:12px Arial}td,th{padding:0 10px 0 0;text-align:left}";
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render("<!DOCTYPE html><html><style>" + style + css + "</style>" + body)));
  }
}
