package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Labels in a vertical writing mode: 8 letters of 12 pixels in a line of 30, or 22.5 points. */
class VerticalTextTest {
  private static final double LEFT = 56.69;
  private static final double TOP = 56.69;
  private static final double PIXEL = 0.75;
  private static final double LINE = 30 * PIXEL;
  private static final double LENGTH = 8 * 12 * PIXEL;
  private static final Offset<Double> NEAR = within(1.5);

  @Test
  void aLabelIsAsWideAsItsLineAndAsHighAsItsText() throws IOException {
    SeenPage page = page("<div class=v>VERTICAL</div><p>after");

    assertThat(page.colour(LEFT + LINE - 2, TOP + LENGTH - 2)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + LINE + 2, TOP + LENGTH - 2)).isEqualTo("#ffffff");
    assertThat(page.word("after").baseline()).isCloseTo(TOP + LENGTH + 15, within(4.0));
  }

  @Test
  void anItemIsStretchedAndLeavesTheRoomToTheOthers() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex'><div class=v style='transform:rotate(180deg)'>VERTICAL</div>"
                + "<div style='flex:1;height:200px'>main</div></div>");

    assertThat(page.word("main").left()).isCloseTo(LEFT + LINE, NEAR);
    assertThat(page.colour(LEFT + 3, TOP + 197 * PIXEL)).isEqualTo("#ff0000");
  }

  @Test
  void aRowOfATableIsAsHighAsItsLabel() throws IOException {
    SeenPage page =
        page(
            "<table style='border-spacing:0'><tr><td class=v style='padding:0'>VERTICAL<td>b"
                + "</table><p>after");

    assertThat(page.word("b").left()).isCloseTo(LEFT + LINE, within(3.0));
    assertThat(page.word("after").baseline()).isGreaterThan(TOP + LENGTH);
  }

  @Test
  void aTextThatIsLongerThanItsBoxIsHighHasSeveralLines() throws IOException {
    SeenPage page = page("<div class=v style='height:100px'>VERTICAL LETTERED</div>");

    assertThat(page.colour(LEFT + 2 * LINE - 2, TOP + 50 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + 2 * LINE + 2, TOP + 50 * PIXEL)).isEqualTo("#ffffff");
  }

  /** Ideographs stand upright in vertical lines, which are not laid out. */
  @Test
  void ideographsAreNotTurned() throws IOException {
    SeenPage page = page("<div class=v>\u6771\u4eac</div>");

    assertThat(page.colour(LEFT + 300, TOP + 10)).isEqualTo("#ff0000");
  }

  private static SeenPage page(String body) throws IOException {
    String style =
        "body,p{margin:0;font:20px/30px 'Courier New'}.v{writing-mode:vertical-rl;background:red}";
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render("<!DOCTYPE html><html><style>" + style + "</style>" + body)));
  }
}
