package dev.hookpress.render.pdf.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with a given width stay as wide, whatever share of them their pictures take. */
class PictureSharesTest {
  private static final String PICTURE =
      "<img %s src='data:image/gif;base64,"
          + "R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='>";

  @ParameterizedTest
  @CsvSource({
    "width=400, width=100%",
    "width=400, style=width:100%",
    "width=400, style=width:100%;max-width:600px",
    "width=66.6667%, width=100%",
    "width=400 cellpadding=10 border=1, width=100%",
    "style=width:400px;border-collapse:collapse, width=100%",
  })
  void doNotWidenTheTable(String table, String picture) throws IOException {
    String image = PICTURE.formatted(picture);
    for (String content : new String[] {image, "<div>" + image + "</div>"}) {
      SeenPage page =
          page(
              "<table align=center %s><tr><td align=right>word<tr><td>%s</table>"
                  .formatted(table, content));

      // The body is 600 pixels wide, and so the table ends at 500.
      double inside = table.contains("cellpadding") ? 14 : 3;
      assertThat((page.word("word").right() - 56.69) / 0.75).isCloseTo(500 - inside, within(3.0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "width:172px;max-width:100%, 172",
    "width:172px;max-width:100%;max-height:200px, 172",
    "width:80px;max-width:100%;height:auto, 80",
  })
  void doNotVanishInTablesOfTheirContent(String style, double width) throws IOException {
    SeenPage page =
        page(
            ("<table width=400><tr><td><table cellspacing=0 cellpadding=0><tr><td>"
                    + PICTURE
                    + "<td>right</table></table>")
                .formatted("style=" + style));

    // Within the picture, which is as high as it is wide, near its right edge.
    assertThat(page.colour(56.69 + (width - 6) * 0.75, 56.69 + width * 0.75 / 2))
        .isNotEqualTo("#ffffff");
    assertThat((page.word("right").left() - 56.69) / 0.75).isCloseTo(width + 3, within(2.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"width:100%", "width:172px", "width:172px;float:left"})
  void doNotVanishInTablesOfTablesOfTheirContent(String middle) throws IOException {
    String table = "<table cellspacing=0 cellpadding=0 style='%s'><tr><td>%s</table>";
    String image = PICTURE.formatted("style=width:172px;max-width:100%");

    SeenPage page =
        page(table.formatted("", table.formatted(middle, table.formatted("width:100%", image))));

    assertThat(page.colour(56.69 + 166 * 0.75, 56.69 + 86 * 0.75)).isNotEqualTo("#ffffff");
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><body style='margin:0;width:600px'>" + body + "</body>")));
  }
}
