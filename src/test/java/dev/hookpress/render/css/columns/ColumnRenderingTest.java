package dev.hookpress.render.css.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Multi-column containers on paper. The page's content box is 642.52 pixels wide, or 481.89 points,
 * from 56.69 points on.
 */
class ColumnRenderingTest {
  private static final double LEFT = 56.69;
  private static final double TOP = 56.69;
  private static final double PIXEL = 0.75;
  private static final double SECOND = LEFT + (642.52 + 20) / 2 * PIXEL;
  private static final Offset<Double> NEAR = within(1.5);

  @Test
  void blocksAreBalanced() throws IOException {
    SeenPage page =
        page("<div style='columns:2;column-gap:20px'>" + items("p", 1, 6) + "</div><p>after</p>");

    assertThat(page.word("n3").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("n4").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.word("n4").baseline()).isCloseTo(page.word("n1").baseline(), NEAR);
    assertThat(page.word("after").baseline()).isCloseTo(page.word("n3").baseline() + 15, NEAR);
  }

  /** As in the magazines that courses have their pupils make: a class of columns, then a grid. */
  @Test
  void aContainerHasNoColumns() throws IOException {
    SeenPage page =
        page(
            "<h2>title</h2><div style='display:grid;grid-template-columns:1fr 1fr;"
                + "column-width:200px;column-gap:20px'>"
                + "<section><h3>n1</h3><p>n2</p></section><section><h3>n3</h3></section></div>");

    assertThat(page.word("n2").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("n3").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.word("n3").baseline()).isCloseTo(page.word("n1").baseline(), NEAR);
  }

  @Test
  void textBreaksBetweenLinesAndListsBetweenItems() throws IOException {
    SeenPage page =
        page(
            "<div style='columns:2;column-gap:20px'><p>"
                + words(200)
                + "</p></div><ol style='columns:2;column-gap:20px;margin:0'>"
                + items("li", 1, 4)
                + "</ol>");

    assertThat(page.word("w0").baseline()).isCloseTo(TOP + 12 * PIXEL, within(3.0));
    long second = IntStream.range(0, 200).filter(i -> isSecond(page, "w" + i)).count();
    assertThat(second).isBetween(75L, 105L);
    assertThat(page.word("n3").left()).isGreaterThan(SECOND);
    assertThat(page.word("n3").baseline()).isCloseTo(page.word("n1").baseline(), NEAR);
    assertThat(page.word("3.").baseline()).isCloseTo(page.word("n3").baseline(), NEAR);
  }

  private static boolean isSecond(SeenPage page, String word) {
    return page.word(word).left() > SECOND - 1;
  }

  /** What Chromium prints: two lines stay together, above the break rather than below it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | <p>a<br>b<br>c | c",
        "2 | <p>a<br>b<br>c<br>d<br>e | d",
        "2 | <p>a<p>b<br>c<br>d<br>e | d",
        "2 | <p>a<p>b<p>c<p>d<br>e<br>f<br>g | d",
        "2 | <p>a<p>b<br>c<br>d | d",
        "2 | <p>a<br>b<p>c<br>d<p>e<p>f | e",
        "1 | <p>a<p>b<br>c<br>d | c",
        "2 | a<br>b<br>c | c",
        "2 | <p>a</p>b<br>c <i>x</i> y<br><b>d</b><br>e | d"
      })
  void aParagraphKeepsTwoLinesTogether(int kept, String text, String first) throws IOException {
    SeenPage page =
        page(
            "<style>p{margin:0}div{columns:2;column-gap:20px;orphans:%1$d;widows:%1$d}</style>"
                    .formatted(kept)
                + "<div>"
                + text
                + "</div>");

    assertThat(page.word(first).left()).isCloseTo(SECOND, NEAR);
    String before = Character.toString(first.charAt(0) - 1);
    assertThat(page.word(before).left()).isCloseTo(LEFT, NEAR);
  }

  @Test
  void textWithoutAParagraphIsMeasuredInItsOwnFont() throws IOException {
    SeenPage page =
        page(
            "<style>div{columns:2;column-gap:0;width:400px;font:20px Cousine}</style>"
                + "<div>aaaaa bbbbb ccccc ddddd eeeee fffff ggggg hhhhh</div>");

    // Two words of 60 px and the space between them take 132 px; three would need 204 px.
    assertThat(page.word("ddddd").left()).isCloseTo(LEFT + 6 * 12 * PIXEL, NEAR);
    assertThat(page.word("eeeee").left()).isCloseTo(LEFT + 150, NEAR);
  }

  @Test
  void anIndentTakesRoomInTheFirstLine() throws IOException {
    SeenPage page =
        page(
            "<style>div{columns:2;column-gap:0;width:400px;font:16px Cousine}p{margin:0;"
                + "text-indent:80px}</style><div><p>aaaaa bbbbb ccc "
                + "ddd eeee ffff ggggg hhhhh iiiii jjjjj</div>");

    // The first two lines have six words; without the indent they would have seven.
    assertThat(page.word("ccc").left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("ggggg").left()).isCloseTo(LEFT + 150, NEAR);
  }

  @Test
  void aParagraphWithADropCapBreaksBetweenItsLines() throws IOException {
    SeenPage page =
        page(
            "<style>p::first-letter{float:left;font-size:40px;line-height:40px;width:30px}</style>"
                + "<div style='columns:2;column-gap:20px'><p>(N "
                + words(100)
                + "</p></div>");

    // The cap, with its punctuation, is two lines high.
    SeenPage.Word cap = page.word("(Nw0");
    assertThat(cap.left()).isCloseTo(LEFT, NEAR);
    assertThat(page.word("w1").baseline()).isLessThan(cap.baseline() - 10);
    long second = IntStream.range(1, 100).filter(i -> isSecond(page, "w" + i)).count();
    assertThat(second).isBetween(35L, 55L);
  }

  @Test
  void anElementSpansAllColumns() throws IOException {
    SeenPage page =
        page(
            "<div style='columns:2;column-gap:20px'>"
                + items("p", 1, 2)
                + "<h1 style='column-span:all;text-align:right'>Title</h1>"
                + items("p", 3, 4)
                + "</div>");

    assertThat(page.word("n2").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.word("Title").right()).isCloseTo(LEFT + 481.89, NEAR);
    assertThat(page.word("n4").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.word("n4").baseline()).isGreaterThan(page.word("Title").baseline());
  }

  @Test
  void whatMayNotBreakStaysTogetherAndARuleIsDrawn() throws IOException {
    SeenPage page =
        page(
            "<div style='columns:2;column-gap:20px;column-rule:4px solid #ff0000'>"
                + items("p", 1, 1)
                + "<div style='break-inside:avoid'>"
                + items("p", 2, 5)
                + "</div></div>");

    assertThat(page.word("n2").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.word("n5").left()).isCloseTo(SECOND, NEAR);
    assertThat(page.colour(SECOND - 11 * PIXEL, TOP + 20)).isEqualTo("#ff0000");
  }

  @Test
  void asManyColumnsAsFitAreMadeAndContainersFillThem() throws IOException {
    SeenPage page =
        page(
            "<div style='columns:200px;column-gap:21px'><p>one</p>"
                + "<div style='display:flex;justify-content:space-between'><b>l</b><b>rr</b></div>"
                + "<p>three</p></div>");

    double width = (642.52 - 42) / 3;
    assertThat(page.word("l").left()).isCloseTo(LEFT + (width + 21) * PIXEL, NEAR);
    assertThat(page.word("rr").right()).isCloseTo(LEFT + (2 * width + 21) * PIXEL, NEAR);
  }

  @Test
  void contentLongerThanAPageContinuesOnTheNext() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>body{margin:0;font:12px/20px sans-serif}p{margin:0}</style>"
                    + "<h1>Title</h1><div style='columns:2'>"
                    + items("p", 1, 130)
                    + "</div>"));

    assertThat(pdf.pages()).isEqualTo(2);
    SeenPage first = SeenPage.of(pdf, 1);
    assertThat(first.word("n1").left()).isCloseTo(LEFT, NEAR);
    assertThat(first.word("n60").left()).isGreaterThan(LEFT + 200);
    SeenPage last = SeenPage.of(pdf, 2);
    assertThat(last.word("n130").left()).isGreaterThan(LEFT + 200);
    assertThat(last.word("n130").baseline()).isLessThan(400);
  }

  /** The last line before the break ends with a word of its own, at the column's right edge. */
  @Test
  void theLastLineBeforeABreakIsJustified() throws IOException {
    SeenPage page =
        page(
            "<div style='columns:2;column-gap:20px;text-align:justify'><p style='orphans:1'>"
                + "<b>aa</b> bb ccc<br>dd ee "
                + "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww ff gg hh</p></div>");

    assertThat(page.word("ccc").right()).isLessThan(LEFT + 80);
    assertThat(page.word("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww").left()).isGreaterThan(SECOND - 1);
    assertThat(page.word("ee").right()).isCloseTo(SECOND - 20 * PIXEL, NEAR);
    assertThat(page.word("hh").right()).isLessThan(LEFT + 642 * PIXEL - 20);
  }

  private static String items(String name, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "<%s>n%d</%s>".formatted(name, i, name))
        .collect(Collectors.joining());
  }

  private static String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  private static SeenPage page(String body) throws IOException {
    String style = "<style>body{margin:0;font:12px/20px sans-serif}p,h1{margin:0}</style>";
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html>" + style + body)));
  }
}
