package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Floats and absolutely positioned boxes in and around containers, where browsers have them. The
 * page's content box is 642.52 pixels wide, or 481.89 points, from 56.69 points on.
 */
class PositionedRenderingTest {
  private static final double LEFT = 56.69;
  private static final double TOP = 56.69;
  private static final double RIGHT = LEFT + 481.89;
  private static final double PIXEL = 0.75;
  private static final Offset<Double> NEAR = within(1.5);

  @Test
  void anItemContainsItsFloats() throws IOException {
    for (String container : new String[] {"flex;flex-direction:column", "grid", "block"}) {
      String item = container.equals("block") ? "display:flow-root" : "";
      SeenPage page =
          page(
              "<div style='display:%s'><div style='background:#ff0000;%s'>"
                      .formatted(container, item)
                  + "<p style='float:left;height:60px'>a</p>"
                  + "<p style='float:right;padding-top:20px'>b</p></div>"
                  + "<div>after</div></div>");

      assertThat(page.word("b").right()).as(container).isCloseTo(RIGHT, NEAR);
      assertThat(page.word("after").left()).as(container).isCloseTo(LEFT, NEAR);
      assertThat(page.word("after").baseline()).isGreaterThan(TOP + 60 * PIXEL);
      assertThat(page.colour(LEFT + 200, TOP + 50 * PIXEL)).isEqualTo("#ff0000");
    }
  }

  @Test
  void aScrollableBoxContainsItsFloatsInAnyDocument() throws IOException {
    SeenPage page =
        page(
            "<div style='overflow:auto;background:#ff0000'><p style='float:left;height:60px'>a</p>"
                + "</div><p>after</p>");

    assertThat(page.colour(LEFT + 200, TOP + 50 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.word("after").left()).isCloseTo(LEFT, NEAR);
  }

  @Test
  void aFormattingContextStandsBesideAFloat() throws IOException {
    String floated = "<div style='float:left;width:100px;height:60px'>float</div>";
    for (String style : new String[] {"overflow:hidden", "display:flow-root", "display:flex"}) {
      SeenPage page = page(floated + "<div style='%s'><b>body</b></div>".formatted(style));

      assertThat(page.word("body").left()).as(style).isCloseTo(LEFT + 100 * PIXEL, NEAR);
      assertThat(page.word("body").baseline()).isLessThan(TOP + 20 * PIXEL);
    }
  }

  @Test
  void aContainerPinnedAtBothSidesFillsTheSpaceBetween() throws IOException {
    SeenPage page =
        page(
            "<div style='position:relative;height:100px;padding:10px'>"
                + "<div style='position:absolute;left:20px;right:30px;bottom:0;padding:5px;"
                + "box-sizing:border-box;display:flex;justify-content:space-between'>"
                + "<b>start</b><b>end</b></div></div>");

    assertThat(page.word("start").left()).isCloseTo(LEFT + 25 * PIXEL, NEAR);
    assertThat(page.word("end").right()).isCloseTo(RIGHT - 35 * PIXEL, NEAR);
    assertThat(page.word("end").baseline()).isCloseTo(TOP + 115 * PIXEL, within(5.0));
  }

  @Test
  void anOverlayCentresItsItems() throws IOException {
    SeenPage page =
        page(
            "<div style='position:relative;padding:60px 0'><div style='position:absolute;inset:0;"
                + "display:flex;gap:4px;align-items:center;justify-content:center'>"
                + "<b>one</b><b>two</b></div></div>");

    double middle = (page.word("one").left() + page.word("two").right()) / 2;
    assertThat(middle).isCloseTo((LEFT + RIGHT) / 2, NEAR);
    assertThat(page.word("two").left()).isCloseTo(page.word("one").right() + 3, NEAR);
    assertThat(page.word("one").baseline()).isCloseTo(TOP + 64 * PIXEL, within(2.0));
  }

  @Test
  void percentagesAndTranslationsAreOfTheRightBox() throws IOException {
    SeenPage page =
        page(
            "<div style='position:relative;padding:50px 20px;background:#eeeeee'>"
                + "<div style='position:absolute;top:50%;left:25%;width:50%;line-height:20px;"
                + "transform:translate(0, -50%);background:#ff0000;color:#ffffff'>x</div></div>");

    assertThat(page.colour(LEFT + 170 * PIXEL, TOP + 58 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + 470 * PIXEL, TOP + 42 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + 150 * PIXEL, TOP + 50 * PIXEL)).isEqualTo("#eeeeee");
    assertThat(page.colour(LEFT + 170 * PIXEL, TOP + 64 * PIXEL)).isEqualTo("#eeeeee");
  }

  @Test
  void aPositionedBoxStaysAtTheBottomOfAStretchedItem() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex'><div style='flex:1;position:relative'>"
                + "<b style='position:absolute;bottom:0;right:0'>foot</b>text</div>"
                + "<div style='flex:1;height:140px'>high</div></div><p>below</p>");

    assertThat(page.word("foot").baseline()).isCloseTo(TOP + 136 * PIXEL, within(3.0));
    assertThat(page.word("foot").right()).isCloseTo((LEFT + RIGHT) / 2, NEAR);
    assertThat(page.word("below").baseline()).isGreaterThan(TOP + 140 * PIXEL);
  }

  @Test
  void aPositionedChildWithoutOffsetsIsAlignedAsASoleItem() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;position:relative;height:100px;justify-content:center;"
                + "align-items:flex-end'><b style='position:absolute'>badge</b></div>");

    SeenPage.Word badge = page.word("badge");
    assertThat((badge.left() + badge.right()) / 2).isCloseTo((LEFT + RIGHT) / 2, NEAR);
    assertThat(badge.baseline()).isCloseTo(TOP + 96 * PIXEL, within(3.0));
  }

  @Test
  void itemsAtTheEndOfALineStandTogether() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;justify-content:flex-end;gap:4px'><b>one</b>"
                + "<b>two</b></div>");

    assertThat(page.word("two").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("two").left()).isCloseTo(page.word("one").right() + 3, NEAR);
  }

  @Test
  void heightsOfItemsIncludePaddingByTheirBoxSizing() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;flex-direction:column'>"
                + "<div style='height:40px;padding:10px;background:#ff0000'>a</div>"
                + "<div style='min-height:40px;padding:10px;background:#0000ff'>b</div></div>");

    assertThat(page.colour(LEFT + 200, TOP + 58 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + 200, TOP + 115 * PIXEL)).isEqualTo("#0000ff");
    assertThat(page.colour(LEFT + 200, TOP + 123 * PIXEL)).isEqualTo("#ffffff");
  }

  @Test
  void heightsInPercentGoDownThroughContainersAndBlocks() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;height:200px'><div style='flex:1'>"
                + "<div style='height:100%;padding:20px;box-sizing:border-box;background:#eeeeee'>"
                + "<div style='height:50%;background:#ff0000'></div></div></div></div>");

    assertThat(page.colour(LEFT + 100, TOP + 95 * PIXEL)).isEqualTo("#ff0000");
    assertThat(page.colour(LEFT + 100, TOP + 105 * PIXEL)).isEqualTo("#eeeeee");
    assertThat(page.colour(LEFT + 100, TOP + 197 * PIXEL)).isEqualTo("#eeeeee");
    assertThat(page.colour(LEFT + 100, TOP + 203 * PIXEL)).isEqualTo("#ffffff");
  }

  @Test
  void itemsHaveStackLevelsWithoutAPosition() throws IOException {
    for (String container : new String[] {"flex", "grid"}) {
      SeenPage page =
          page(
              "<div style='display:%s;grid-template-columns:100px 100px'>".formatted(container)
                  + "<div style='z-index:1;width:100px;height:40px;background:#ff0000'></div>"
                  + "<div style='margin-left:-60px;width:100px;height:40px;background:#0000ff'>"
                  + "</div></div>");

      assertThat(page.colour(LEFT + 80 * PIXEL, TOP + 20 * PIXEL)).isEqualTo("#ff0000");
      assertThat(page.colour(LEFT + 120 * PIXEL, TOP + 20 * PIXEL)).isEqualTo("#0000ff");
    }
  }

  private static SeenPage page(String body) throws IOException {
    String style = "<style>body{margin:0;font:12px/1.4 sans-serif}p,h1{margin:0}</style>";
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html>" + style + body)));
  }
}
