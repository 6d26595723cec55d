package dev.hookpress.render.pdf.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where columns begin. A letter of the font is 10 pixels wide, so are all distances. */
class AutoTableTest {
  private static final double LEFT = 56.69;

  /** 14.4 points are 19.2 pixels, 60 % of which is the width of each letter in Courier. */
  private static final String STYLE =
      "<style>body{margin:0}table{border-spacing:0}td{padding:0;font:16.6667px 'Courier New'}"
          + "</style>";

  @Test
  void roomIsSharedByTheDifferenceOfPreferredAndLeastWidth() throws IOException {
    // Least 20 and 200, preferred 200 and 220: 80 more pixels are 72 and 8.
    SeenPage page =
        page(
            "<table style='width:300px'><tr><td>ab cd ef gh ij kl mn"
                + "<td>abcdefghijklmnopqrst u</table>");

    assertThat(pixels(page, "abcdefghijklmnopqrst")).isCloseTo(92, within(1.0));
  }

  @Test
  void aGivenWidthCountsAndNotThatOfTheText() throws IOException {
    SeenPage page = page("<table><tr><td width=60>ab cd ef gh ij kl<td>xy</table>");

    assertThat(pixels(page, "xy")).isCloseTo(60, within(1.0));
  }

  @Test
  void spaceBetweenColumnsDoesNotWidenATable() throws IOException {
    SeenPage page =
        page(
            "<table style='width:200px;border-spacing:10px'><tr><td>a<td>b<td align=right>right"
                + "</table>");

    assertThat((page.word("right").right() - LEFT) / 0.75).isCloseTo(190, within(1.0));
  }

  /** The cell needs 80 pixels more than its columns, which prefer 20 and 60. */
  @Test
  void aCellOverColumnsWidensThemByWhatTheyPrefer() throws IOException {
    SeenPage page =
        page("<table><tr><td>ab<td>cdefgh<td>z<tr><td colspan=2>abcdefghijklmnop<td>y</table>");

    assertThat(pixels(page, "cdefgh")).isCloseTo(40, within(1.0));
    assertThat(pixels(page, "z")).isCloseTo(160, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"33.4%", "calc(30% + 3.4%)"})
  void partsOfAPercentageCount(String width) throws IOException {
    SeenPage page =
        page("<table style='width:500px'><tr><td style='width:" + width + "'>a<td>b</table>");

    assertThat(pixels(page, "b")).isCloseTo(167, within(1.0));
  }

  /** A line starts with its table, and the caption is part of neither. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><caption>cap</caption>",
        "<table style='float:left'>",
        "<table style='display:inline-table'>",
        "<div style='display:flex'><table>",
        "<table><tr><td><table>",
        "<table id=here style='position:absolute;left:0;top:0'>",
        "<table style='border-collapse:collapse'>",
      })
  void whereverTheTableIs(String start) throws IOException {
    SeenPage page = page(start + "<tr><td width=60>ab cd ef gh ij kl<td>xy</table>");

    assertThat(pixels(page, "xy")).isCloseTo(60, within(1.0));
  }

  @Test
  void aBlockIsNotWiderThanItsGreatestWidth() throws IOException {
    SeenPage page =
        page(
            "<table><tr><td><div style='max-width:60px;padding-left:10px;overflow-x:auto'>"
                + "abcdefghijklmnop</div><i style='display:block'>ab</i><td>xy</table>");

    assertThat(pixels(page, "xy")).isCloseTo(70, within(1.0));
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html>" + STYLE + body)));
  }

  private static double pixels(SeenPage page, String word) {
    return (page.word(word).left() - LEFT) / 0.75;
  }
}
