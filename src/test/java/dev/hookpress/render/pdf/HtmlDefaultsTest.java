package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML that nobody has styled looks as it does in a browser: the HTML standard's "Rendering". */
class HtmlDefaultsTest {
  private static final double POINTS_PER_PIXEL = 0.75;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>HIDDEN</script>",
        "<noscript><p>HIDDEN</p></noscript>",
        "<template><p>HIDDEN</p></template>",
        "<p hidden>HIDDEN</p>",
        "<dialog>HIDDEN</dialog>",
        "<details><summary>s</summary>HIDDEN<p>HIDDEN</p></details>",
        "<datalist><option>HIDDEN</option></datalist>",
        "<input type=hidden value=HIDDEN>",
        "<svg width=9 height=9><title>HIDDEN</title><desc>HIDDEN</desc></svg>",
        "<body><title>HIDDEN</title>",
        "<body><meta content=HIDDEN>",
        "<body><style>p::before{}/*HIDDEN*/</style>",
        "<audio>HIDDEN</audio><video>HIDDEN</video><canvas>HIDDEN</canvas>",
        "<iframe src=x>HIDDEN</iframe>",
        "<ruby>x<rp>HIDDEN</rp><rt>y</rt></ruby>",
        "<progress value=1>HIDDEN</progress><meter value=1>HIDDEN</meter>",
        "<select><option>HIDDEN</option><option selected>chosen</option></select>"
      })
  void hiddenElementsAreNotPrinted(String html) throws IOException {
    assertThat(text(html + "<p>seen</p>")).contains("seen").doesNotContain("HIDDEN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<input value=shown> | shown",
        "<form><input type=text value=shown></form> | shown",
        "<input placeholder=shown> | shown",
        "<input type=submit> | Submit",
        "<input type=submit value=shown> | shown",
        "<input type=date value=2026-01-15> | 01/15/2026",
        "<input type=password value=abc> | •••",
        "<textarea>shown</textarea> | shown",
        "<button>shown</button> | shown",
        "<select><option>first</option><option>second</option></select> | first",
        "<select><option>a</option><option selected>shown</option></select> | shown",
        "<select multiple><option>a</option><option>shown</option></select> | shown",
        "<dialog open>shown</dialog> | shown",
        "<details open><summary>s</summary>shown</details> | shown",
        "<details><summary>shown</summary>not</details> | shown",
        "<object>shown</object> | shown",
        "<q>shown</q> | “shown”",
        "<img alt=shown> | shown",
        "<img src=nowhere.png alt=shown> | shown",
        "<ol type=A start=3><li>x</ol> | C. x",
        "<ol reversed><li>a<li>b<li>c</ol> | 3. a",
        "<ol><li value=7>x</ol> | 7. x",
      })
  void whatElementsShowIsPrinted(String html, String shown) throws IOException {
    assertThat(text(html).replaceAll("\\s+", " ")).contains(shown);
  }

  @Test
  void aStyleElementInTheBodyApplies() throws IOException {
    SeenPage page = page("<body><style>div{background:#ff0000;height:50px}</style><div>x</div>");

    SeenPage.Word word = page.word("x");
    assertThat(page.colour(word.right() + 20, word.baseline())).isEqualTo("#ff0000");
  }

  @Test
  void headerCellsAreCentredAndBold() throws IOException {
    SeenPage page = page("<table width=400><tr><th>Head</th></tr><tr><td>Cell</td></tr></table>");

    double middle = page.word("Cell").left() + 198 * POINTS_PER_PIXEL;
    SeenPage.Word head = page.word("Head");
    assertThat((head.left() + head.right()) / 2).isCloseTo(middle, within(2.0));
    assertThat(head.font()).containsIgnoringCase("bold");
    assertThat(page.word("Cell").font()).doesNotContainIgnoringCase("bold");
  }

  @Test
  void aCentredCellCentresTablesButNotWhatIsInThem() throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0'><table width='100%' cellpadding=0 cellspacing=0><tr>"
                + "<td align=center><table width=400 cellpadding=0 cellspacing=0>"
                + "<tr><td><p>left</p></td></tr></table></td></tr></table><p>margin</p>");

    double room = Rendering.AREA_WIDTH_POINTS - 400 * POINTS_PER_PIXEL;
    assertThat(page.word("left").left())
        .isCloseTo(page.word("margin").left() + room / 2, within(1.5));
  }

  @Test
  void theCenterElementCentresTextAndTables() throws IOException {
    SeenPage page =
        page("<body style='margin:0'><p>start</p><center>mid<table width=100><tr><td>in</table>");

    double middle = page.word("start").left() + Rendering.AREA_WIDTH_POINTS / 2;
    SeenPage.Word mid = page.word("mid");
    assertThat((mid.left() + mid.right()) / 2).isCloseTo(middle, within(1.5));
    assertThat(page.word("in").left()).isCloseTo(middle - 50 * POINTS_PER_PIXEL, within(4.0));
  }

  @ParameterizedTest
  @CsvSource({
    "<mark>word</mark>, #ffff00",
    "<table bgcolor=#00ff00><tr><td>word</table>, #00ff00",
    "<table><tr bgcolor=00ff00><td>word</table>, #00ff00",
    "<table><tr><td bgcolor=lime>word</table>, #00ff00",
    "<body bgcolor=lime>word, #00ff00",
    "<table><tr><td bgcolor=#0f0>word</table>, #00ff00",
    "<table><tr><td bgcolor='{{ colors.tertiary }}'>word</table>, #0000a0",
    "<table><tr><td bgcolor=chucknorris>word</table>, #c00000",
    "<table style='display:grid' bgcolor=none><tr><td>word</table>, #000e00"
  })
  void backgroundsAreColoured(String html, String colour) throws IOException {
    SeenPage page = page(html);

    SeenPage.Word word = page.word("word");
    assertThat(page.colour(word.left() + 1, word.baseline() - 10)).isEqualTo(colour);
  }

  @Test
  void legacyDimensionsAndAlignmentCount() throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0'><table width=300 cellpadding=20 cellspacing=0 border=0>"
                + "<tr><td width=200>a</td><td align=right valign=top>b</td></tr></table>"
                + "<p align=right>r</p><font size=7>big</font>");

    double left = page.word("a").left() - 20 * POINTS_PER_PIXEL;
    assertThat(page.word("b").right()).isCloseTo(left + 280 * POINTS_PER_PIXEL, within(1.0));
    assertThat(page.word("r").right()).isCloseTo(left + Rendering.AREA_WIDTH_POINTS, within(1.0));
    assertThat(page.word("big").right() - page.word("big").left()).isGreaterThan(40);
  }

  @Test
  void anAuthorsRuleCountsMoreThanAnAttribute() throws IOException {
    SeenPage page =
        page(
            "<style>td{background:#0000ff;text-align:left}</style>"
                + "<table width=300><tr><td bgcolor=red align=right>word</td></tr></table>");

    SeenPage.Word word = page.word("word");
    assertThat(page.colour(word.right() + 9, word.baseline())).isEqualTo("#0000ff");
  }

  @Test
  void monospacedTextIsSmallerUnlessASizeIsGiven() throws IOException {
    SeenPage page =
        page(
            "<code>aaaaaaaaaa</code><p><code style='font-size:16px'>bbbbbbbbbb</code>"
                + "<pre><code>cccccccccc</code></pre>");

    double small = width(page.word("aaaaaaaaaa"));
    assertThat(width(page.word("bbbbbbbbbb"))).isCloseTo(small * 16 / 13, within(0.5));
    assertThat(width(page.word("cccccccccc"))).isCloseTo(small, within(0.5));
  }

  @Test
  void aProgressBarIsFilledByItsShare() throws IOException {
    SeenPage page =
        page("x<progress value=50 max=100 style='width:200px;height:20px;border:0'></progress>");

    SeenPage.Word before = page.word("x");
    double left = before.right();
    assertThat(page.colour(left + 40, before.baseline() - 6)).isEqualTo("#0075ff");
    assertThat(page.colour(left + 120, before.baseline() - 6)).isEqualTo("#efefef");
  }

  @Test
  void formControlsWarnOfNothing() {
    assertThat(
            Rendering.pdf(Rendering.render("<input value=a><form><textarea>b</textarea></form>"))
                .warnings())
        .isEmpty();
  }

  private static double width(SeenPage.Word word) {
    return word.right() - word.left();
  }

  private static String text(String html) throws IOException {
    return Rendering.text(Rendering.render(html), 1);
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!doctype html>" + html)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "href='https://example.com/' | true",
        "href=other.html | true",
        "href='#' | true",
        "name=here | false",
        "class=button | false",
        "href=other.html style='--x:1;width:var(--x)' | true",
        "style='--x:1;width:var(--x)' | false",
      })
  void onlyALinkLooksLikeOne(String attributes, boolean blue) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<div style='font:80px Arimo;line-height:1;color:lime'><a %s>█</a></div>"
                        .formatted(attributes))));

    assertThat(page.colour(62.7 + 20, 62.7 + 30)).isEqualTo(blue ? "#0000ee" : "#00ff00");
  }
}
