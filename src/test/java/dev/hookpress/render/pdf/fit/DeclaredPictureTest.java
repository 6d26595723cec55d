package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.ImageBytes;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures have the size that their style gives them, however many pixels they have. */
class DeclaredPictureTest {
  @ParameterizedTest
  @CsvSource({
    "width:60px;max-width:600px, 60, 30",
    "width:60px;max-width:100%, 60, 30",
    "width:50%;max-width:100%, 150, 75",
    "width:50%;max-width:200px, 150, 75",
    "width:100%;max-width:120px, 120, 60",
    "width:100%;max-width:600px;display:block, 300, 150",
    "height:40px;max-width:100%, 80, 40",
    "height:40px;max-height:200px, 80, 40",
    "width:60px;height:40px;max-width:100%, 60, 40",
    "width:60px;height:40px;max-width:100%;object-fit:cover, 60, 40",
    "width:60px;max-width:100%;max-height:200px, 60, 30",
    "max-width:100%, 300, 150",
    "width:400px;max-width:100%, 300, 150",
  })
  void areAsLargeAsDeclared(String style, double width, double height) throws IOException {
    SeenPage page =
        page("<p>above<div style='width:300px'>%s<span>end</span></div>below".formatted(style));

    assertThat(page.colour(56.69 + width * 0.75 - 2, middle(page, height))).isEqualTo("#000000");
    assertThat(page.colour(56.69 + width * 0.75 + 3, middle(page, height))).isEqualTo("#ffffff");
    double lines = (page.word("below").baseline() - page.word("above").baseline()) / 0.75;
    assertThat(lines).isCloseTo(height + 40, within(30.0));
  }

  @ParameterizedTest
  @CsvSource({"table-layout:auto", "table-layout:fixed", "border-collapse:collapse"})
  void leaveCellsOfNestedTablesAsWide(String table) throws IOException {
    String cells =
        "<table width=100%% style='%s'><tr><td width=50%%>"
            + "<table width=100%%><tr><td>%s</table><td width=50%%>right</table>";
    SeenPage page =
        page(
            "<div style='width:400px'><table width=100%><tr><td>"
                + cells.formatted(table, "width:100%;max-width:600px;height:auto;display:block")
                + "</table></div>");

    assertThat((page.word("right").left() - 56.69) / 0.75).isCloseTo(200, within(12.0));
  }

  /** Below the first line of the picture's text, above its last. */
  private static double middle(SeenPage page, double height) {
    return page.word("above").baseline() + 16 + height * 0.75 / 2;
  }

  private static SeenPage page(String body) throws IOException {
    String source = Base64.getEncoder().encodeToString(ImageBytes.png(1600, 800));
    String image = "<img src='data:image/png;base64," + source + "' style='$1'>";
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><body style='margin:0'>"
                    + body.replaceFirst("(?<=width:300px'>)([^<]*)", image)
                        .replaceFirst("(?<=<td>)(width:[^<]*)", image)
                    + "</body>")));
  }
}
