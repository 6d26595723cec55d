package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Flex and grid containers on paper. The page's content box is 170 mm wide: 642.52 pixels, or
 * 481.89 points, from 56.69 points on.
 */
class ContainerRenderingTest {
  private static final double LEFT = 56.69;
  private static final double RIGHT = 56.69 + 481.89;
  private static final double TOP = 56.69;
  private static final double BOTTOM = 841.89 - 56.69;
  private static final Offset<Double> NEAR = within(1.5);

  @Test
  void spaceBetweenPutsTheLastItemAtTheRightEdge() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;justify-content:space-between'><b>first</b>"
                + "<i>last</i></div>");

    assertThat(page.word("first").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("last").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("last").baseline()).isCloseTo(page.word("first").baseline(), NEAR);
  }

  @Test
  void generatedContentThatFloatsHasRoomInAnItem() throws IOException {
    SeenPage page =
        page(
            "<style>li::before{content:'/';float:left;padding-right:20px}</style>"
                + "<ul style='display:flex;list-style:none'>"
                + "<li>Home</li><li>Sales report</li></ul>");

    assertThat(page.word("report").baseline()).isCloseTo(page.word("Home").baseline(), NEAR);
    assertThat(page.word("Sales").left()).isGreaterThan(page.word("Home").right() + 15);
  }

  @Test
  void sharesOfAnItemsWidthAreOfTheUsedOne() throws IOException {
    String entry = "<li style='display:inline-block;width:calc(100% - 1em);margin:0 .5em'>";
    SeenPage page =
        page(
            "<style>body{margin:0}</style>"
                + "<div style='display:flex;justify-content:space-between'>"
                + "<b style='font:40px Arial'>MARK</b><ul style='list-style:none;padding:0'>"
                + entry
                + "Home</li>"
                + entry
                + "Documents</li></ul></div>");

    // Nothing is shrunk to fit.
    assertThat(page.word("MARK").right() - page.word("MARK").left()).isCloseTo(86.7, NEAR);
    assertThat(page.word("Home").left()).isCloseTo(page.word("Documents").left(), NEAR);
    assertThat(page.word("Documents").left()).isGreaterThan(RIGHT - 100);
  }

  @Test
  void sharesOfACellsWidthAreOfTheUsedOne() throws IOException {
    SeenPage page =
        page(
            "<style>body{margin:0}</style><div style='display:flex'>"
                + "<div style='width:200px;padding:0 20px'>"
                + "<p style='width:calc(50% + 10px);text-align:right'>end</p></div><p>b</p></div>");

    assertThat(page.word("end").right()).isCloseTo(LEFT + (20 + 110) * 0.75, NEAR);
  }

  @Test
  void aFloatIsAsWideAsTheLeastWidthWithin() throws IOException {
    SeenPage page =
        page(
            "<style>body{margin:0}.d{float:right}.d p{min-width:240px}</style>"
                + "<div class=d><p>Date</p><p style='text-align:right'>2019</p></div>");

    assertThat(page.word("2019").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("Date").left()).isCloseTo(RIGHT - 240 * 0.75, NEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "<div style='display:inline-block'>, </div>",
    "<div style='display:inline-block;white-space:nowrap'>, </div>",
    "<div style='float:left'>, </div>",
    "<div style='position:absolute'>, </div>",
    "<table><tr><td>, </td><td>after</td></tr></table>",
    "<div style='display:flex'><div>, </div></div>",
  })
  void aBoxHasRoomForTheLeastWidthWithin(String start, String end) throws IOException {
    SeenPage page =
        page(
            "<style>.f{display:inline-block;min-width:182px;padding:0 3px}</style>"
                + start
                + "Name <span class=f>Ada</span> <b class=f style='min-width:9px'>Lovelace</b>"
                + end);

    double line = page.word("Name").baseline();
    assertThat(page.word("Ada").baseline()).isCloseTo(line, NEAR);
    assertThat(page.word("Lovelace").baseline()).isCloseTo(line, NEAR);
    assertThat(page.word("Lovelace").left() - page.word("Ada").left())
        .isBetween((182 + 6) * 0.75, (182 + 6 + 6) * 0.75);
  }

  @Test
  void sharesOfGrowthAndGapsAreHonoured() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;gap:30px'><div style='flex:1'>one</div>"
                + "<div style='flex:2'>two</div><div style='flex:0 0 90px'>three</div></div>");

    double share = (642.52 - 60 - 90) / 3;
    assertThat(page.word("two").left()).isCloseTo(LEFT + (share + 30) * 0.75, NEAR);
    assertThat(page.word("three").left()).isCloseTo(LEFT + (3 * share + 60) * 0.75, NEAR);
  }

  @Test
  void itemsOfOneLineAreEquallyHighWithTheirOwnBackground() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex'><div style='flex:1;background:#ff0000'>short</div>"
                + "<div style='flex:1;background:#0000ff'>long<br>long<br>long<br>end</div></div>");

    double foot = page.word("end").baseline();
    assertThat(page.colour(LEFT + 60, foot)).isEqualTo("#ff0000");
    assertThat(page.colour(RIGHT - 60, foot)).isEqualTo("#0000ff");
  }

  @Test
  void itemsWrapAndAreReordered() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;flex-wrap:wrap;gap:10px'>"
                + "<div style='width:60%;order:2'>second</div><div style='width:60%'>first</div>"
                + "<div style='width:30%;order:3'>third</div></div>");

    assertThat(page.word("first").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("second").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("second").baseline()).isGreaterThan(page.word("first").baseline() + 10);
    assertThat(page.word("third").baseline()).isCloseTo(page.word("second").baseline(), NEAR);
    assertThat(page.word("third").left()).isCloseTo(LEFT + (642.52 * 0.6 + 10) * 0.75, NEAR);
  }

  @Test
  void anAutoMarginPushesAndCenteringCenters() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;align-items:center;height:200px'><span>left</span>"
                + "<span style='margin-left:auto'>right</span></div>"
                + "<div style='display:flex;justify-content:center'><span>middle</span></div>");

    assertThat(page.word("right").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("left").baseline()).isCloseTo(TOP + 75 + 4, within(4.0));
    SeenPage.Word middle = page.word("middle");
    assertThat((middle.left() + middle.right()) / 2).isCloseTo((LEFT + RIGHT) / 2, NEAR);
  }

  @Test
  void aFullHeightColumnPutsItsFooterAtTheBottom() throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0;min-height:100vh;display:flex;flex-direction:column'>"
                + "<h1>Title</h1><main style='flex:1'>Text</main><footer>Foot</footer>");

    assertThat(page.word("Foot").baseline()).isCloseTo(BOTTOM - 4, within(4.0));
    assertThat(page.word("Text").baseline()).isLessThan(TOP + 80);
  }

  @Test
  void textGeneratedContentAndContentsAreItems() throws IOException {
    SeenPage page =
        page(
            "<style>.r{display:flex;justify-content:space-between}.r::before{content:'Before'}"
                + ".r::after{content:'After'}.c{display:contents;color:#ff0000}</style>"
                + "<div class=r>text<span class=c><b>inner</b></span></div>");

    assertThat(page.word("Before").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("After").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("text").left()).isGreaterThan(page.word("Before").right() + 50);
    assertThat(page.word("inner").left()).isGreaterThan(page.word("text").right() + 50);
  }

  @Test
  void aCounterIsAnItemOfItsOwnSize() throws IOException {
    SeenPage page =
        page(
            "<style>ol{counter-reset:s;padding:0}li{display:flex;counter-increment:s}"
                + "li::before{content:counter(s);width:80px;background:#00ff00}</style>"
                + "<ol><li><div>one</div></li><li><div>two</div></li></ol>");

    assertThat(page.word("2").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("two").left()).isCloseTo(LEFT + 60, NEAR);
    assertThat(page.colour(LEFT + 50, page.word("two").baseline() - 2)).isEqualTo("#00ff00");
  }

  @Test
  void heightsInPercentAreOfTheContainer() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;height:200px;align-items:flex-end'>"
                + "<div style='flex:1;height:50%;background:#ff0000'></div><p>x</p></div>");

    assertThat(page.colour(LEFT + 50, TOP + 70)).isEqualTo("#ffffff");
    assertThat(page.colour(LEFT + 50, TOP + 80)).isEqualTo("#ff0000");
  }

  @Test
  void containersInContainersKeepTheirWidths() throws IOException {
    SeenPage page =
        page(
            "<div style='display:grid;grid-template-columns:1fr 1fr;gap:20px'>"
                + "<div style='display:flex;flex-direction:column'><div style='display:flex;"
                + "justify-content:space-between'><span>Sum</span><b>100</b></div></div>"
                + "<div style='display:flex;justify-content:flex-end'><i>end</i></div></div>");

    assertThat(page.word("100").right()).isCloseTo(LEFT + 481.89 / 2 - 7.5, NEAR);
    assertThat(page.word("end").right()).isCloseTo(RIGHT, within(2.5));
  }

  @Test
  void aGridHasNamedAreasSpansAndFractions() throws IOException {
    SeenPage page =
        page(
            "<style>.g{display:grid;grid-template-columns:100px 1fr 2fr;column-gap:10px;"
                + "grid-template-areas:'side head head' 'side left right'}</style><div class=g>"
                + "<div style='grid-area:right'>right</div><div style='grid-area:head'>head</div>"
                + "<div style='grid-area:side;background:#00ff00'>side</div>"
                + "<div style='grid-area:left'>left</div></div>");

    double share = (642.52 - 120) / 3;
    assertThat(page.word("head").left()).isCloseTo(LEFT + 110 * 0.75, NEAR);
    assertThat(page.word("left").left()).isCloseTo(LEFT + 110 * 0.75, NEAR);
    assertThat(page.word("right").left()).isCloseTo(LEFT + (120 + share) * 0.75, NEAR);
    assertThat(page.word("right").baseline()).isCloseTo(page.word("left").baseline(), NEAR);
    assertThat(page.word("head").baseline()).isLessThan(page.word("left").baseline() - 8);
    assertThat(page.colour(LEFT + 60, page.word("left").baseline())).isEqualTo("#00ff00");
  }

  @Test
  void asManyColumnsAsFitAreMade() throws IOException {
    SeenPage page =
        page(
            "<div style='display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr))'>"
                + "<p>a1</p><p>a2</p><p>a3</p><p>a4</p></div>");

    assertThat(page.word("a3").left()).isCloseTo(LEFT + 481.89 * 2 / 3, NEAR);
    assertThat(page.word("a4").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("a4").baseline()).isGreaterThan(page.word("a1").baseline() + 10);
  }

  @Test
  void longColumnsContinueOnTheNextPage() throws IOException {
    String lines = "<p>line of text</p>".repeat(120);
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<div style='display:flex'><aside style='width:30%;background:#eeeeee'>side</aside>"
                    + "<main style='flex:1'>"
                    + lines
                    + "<p>finish</p></main></div>"));

    assertThat(pdf.pages()).isBetween(4, 7);
    assertThat(Rendering.text(pdf, pdf.pages())).contains("finish");
    assertThat(Rendering.text(pdf, 2)).contains("line of text");
  }

  @Test
  void whatIsOutOfFlowIsNoItem() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex;position:relative;height:100px'>"
                + "<div style='position:absolute;right:0;bottom:0'>corner</div>"
                + "<div>item</div></div>");

    assertThat(page.word("item").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("corner").right()).isCloseTo(RIGHT, NEAR);
    assertThat(page.word("corner").baseline()).isCloseTo(TOP + 75 - 4, within(4.0));
  }

  @Test
  void anInlineContainerStandsInItsLine() throws IOException {
    SeenPage page =
        page(
            "<p>before <span style='display:inline-flex;gap:40px'><b>in</b><i>side</i></span></p>"
                + "<p>below</p>");

    SeenPage.Word before = page.word("before");
    assertThat(page.word("in").left()).isCloseTo(before.right() + 2.5, within(2.0));
    assertThat(page.word("side").left()).isCloseTo(page.word("in").right() + 30, within(2.0));
    assertThat(page.word("in").baseline()).isCloseTo(before.baseline(), within(2.0));
    assertThat(page.word("below").baseline()).isGreaterThan(before.baseline() + 8);
  }

  @Test
  void aContainerInATableCellIsAsWideAsTheCell() throws IOException {
    SeenPage page =
        page(
            "<table style='width:100%;border-spacing:0'><tr>"
                + "<td style='width:50%;padding:0'>cell</td>"
                + "<td style='padding:0'><div style='display:flex;justify-content:space-between'>"
                + "<b>start</b><i>end</i></div></td></tr></table>");

    assertThat(page.word("start").left()).isCloseTo(LEFT + 481.89 / 2, within(4.0));
    assertThat(page.word("end").right()).isCloseTo(RIGHT, within(4.0));
  }

  @Test
  void anItemAsWideAsItsTextDoesNotBreakIt() throws IOException {
    SeenPage page =
        page(
            "<div style='display:flex'><span>Northwind Trading</span>"
                + "<b style='margin-left:2px'>Total amount due</b>"
                + "<span style='margin-left:2px'>Number 2026-0042</span></div>");

    double line = page.word("Northwind").baseline();
    for (String word : new String[] {"Trading", "due", "2026-0042"}) {
      assertThat(page.word(word).baseline()).as(word).isCloseTo(line, NEAR);
    }
  }

  @Test
  void spacesAfterTheTextOfAnItemTakeNoRoom() throws IOException {
    SeenPage page =
        page(
            "<p style='display:flex'> Latest works </p>"
                + "<div style='display:flex;gap:20px'><b> Second <i>line </i> </b>"
                + " <u>next</u></div>");

    assertThat(page.word("works").baseline()).isEqualTo(page.word("Latest").baseline());
    assertThat(page.word("line").baseline()).isCloseTo(page.word("Second").baseline(), NEAR);
    assertThat(page.word("next").left()).isCloseTo(page.word("line").right() + 15, within(2.0));
  }

  private static SeenPage page(String body) throws IOException {
    String style = "<style>body{margin:0;font:12px/1.4 sans-serif}p,h1{margin:0}</style>";
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html>" + style + body)));
  }
}
