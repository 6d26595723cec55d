package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Collapsed borders in two colours, in tables that begin at the page's margins. */
class CollapsedColoursTest {
  private static final double EDGE = 56.69;
  private static final String RED = "#ff0000";
  private static final String BLUE = "#0000ff";

  /** Each cell is 60 pixels wide and high, with half of its border of 8 pixels on each side. */
  @Test
  void theLeftAndTheUpperCellWin() throws IOException {
    SeenPage page =
        page(
            "<table style='border-collapse:collapse'><tr><td class=r>a<td class=b>b"
                + "<tr><td class=b>c<td class=r>d</table>");

    assertThat(page.colour(EDGE + 51, EDGE + 30)).as("a and b").isEqualTo(RED);
    assertThat(page.colour(EDGE + 30, EDGE + 49)).as("a and c").isEqualTo(RED);
    assertThat(page.colour(EDGE + 51, EDGE + 75)).as("c and d").isEqualTo(BLUE);
    assertThat(page.colour(EDGE + 75, EDGE + 49)).as("b and d").isEqualTo(BLUE);
  }

  @Test
  void theHeadWinsOverTheRowsBelow() throws IOException {
    SeenPage page =
        page(
            "<table style='border-collapse:collapse'><thead><tr><th class=r colspan=2>a</thead>"
                + "<tbody><tr><td class=b>b<td class=b>c</table>");

    assertThat(page.colour(EDGE + 30, EDGE + 49)).isEqualTo(RED);
    assertThat(page.colour(EDGE + 75, EDGE + 49)).isEqualTo(RED);
  }

  @Test
  void theBorderOfAnAttributeIsBlack() throws IOException {
    SeenPage page =
        page(
            "<table border=8 style='border-collapse:collapse'><tr><td>a<td>b</table>"
                + "<style>td{border-width:8px}</style>");

    assertThat(page.colour(EDGE + 51, EDGE + 30)).isEqualTo("#000000");
  }

  private static SeenPage page(String table) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><html><style>body{margin:0}td,th{width:60px;height:60px;padding:0}"
                    + ".r{border:8px solid red}.b{border:8px solid blue}</style>"
                    + table)));
  }
}
