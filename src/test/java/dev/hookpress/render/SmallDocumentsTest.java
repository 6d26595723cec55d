package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small documents that were printed wrongly once, with the look that a browser gives them. The page
 * is A4 with margins of 20 mm, which are 56.69 points.
 */
class SmallDocumentsTest {
  private static final double LEFT = 56.69;
  private static final double RIGHT = 595.28 - LEFT;
  private static final Offset<Double> NEAR = within(1.5);

  @Test
  void rightToLeftTextReadsInOrderAndTablesAreMirrored() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html lang=ar><meta charset=utf-8><style>body{font-size:20px}</style>"
                + "<p>A: فاتورة رقم 123 بتاريخ 2026 end</p>"
                + "<p dir=rtl>חשבונית מס׳ INV-2026/001 (כולל)</p>"
                + "<table dir=rtl><tr><th>first</th><th>second</th></tr></table>"
                + "<ul dir=rtl><li>بند</li></ul><p dir=auto>مرحبا</p>");

    assertThat(page.word("A:").left()).isCloseTo(LEFT + 6, within(8.0));
    assertThat(page.word("123").left()).isGreaterThan(page.word("2026").right());
    assertThat(page.word("end").left()).isGreaterThan(page.wordInEitherOrder("فاتورة").right());
    assertThat(page.wordInEitherOrder("חשבונית").left())
        .isGreaterThan(page.word("INV-2026/001").right());
    assertThat(page.visualLines()).anyMatch(line -> line.replace(" ", "").equals("secondfirst"));
    assertThat(page.wordInEitherOrder("بند").right()).isBetween(RIGHT - 60, RIGHT - 20);
    assertThat(page.wordInEitherOrder("مرحبا").right()).isGreaterThan(RIGHT - 20);
  }

  @Test
  void linesThatEndAsOnWindowsBeginAtTheLeft() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html><body>\r\n<div>\r\n   <b>first</b><br>\r\n   second</div>\r\n"
                + "<div style='display:flex'><div>\r\n   <b>third</b><br>\r\n   fourth</div></div>"
                + "<pre>\r\nfifth\r\nsixth</pre></body></html>");

    for (String word : new String[] {"first", "second", "third", "fourth", "fifth", "sixth"}) {
      assertThat(page.word(word).left()).as(word).isCloseTo(LEFT + 6, NEAR);
    }
    double line = page.word("second").baseline() - page.word("first").baseline();
    assertThat(page.word("fourth").baseline() - page.word("third").baseline())
        .isCloseTo(line, NEAR);
    assertThat(page.word("fifth").baseline() - page.word("fourth").baseline()).isLessThan(32);
  }

  @Test
  void textInATableHasItsOwnSizeInQuirksMode() throws IOException {
    String body = "<body style='font-size:30px'><table><tr><td>A<td>b</table><p>c</p></body>";
    for (String css : new String[] {"", "<style>p{display:flex}</style>"}) {
      double quirks = width(page("<html>" + css + body));
      double standard = width(page("<!doctype html><html>" + css + body));

      assertThat(standard / quirks).isCloseTo(30 / 16.0, within(0.05));
    }
  }

  private static double width(SeenPage page) {
    return page.word("A").right() - page.word("A").left();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                        centre",
    "text-align:left,           left",
    "text-align:right,          right",
    "text-align:left;display:x, left"
  })
  void aHeaderCellIsCentredUnlessItsTableAlignsText(String css, String expected)
      throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html><style>p{display:flex}</style><body style='margin:0'>"
                + "<table cellpadding=0 cellspacing=0 style='"
                + css
                + "'><tr><th style='width:400px'>A</table></body></html>");

    double middle = (page.word("A").left() + page.word("A").right()) / 2;
    double shift =
        switch (expected) {
          case "left" -> 0;
          case "right" -> 300;
          default -> 150;
        };
    assertThat(middle).isCloseTo(LEFT + shift, within(9.0));
  }

  @Test
  void aTableThatMayFillItsCellHasItsWidth() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html><body><table width=440><tr><td><table width=210 style='max-width:"
                + "100%'><tr><td>Pellentesque habitant morbi tristique senectus et netus end</table>"
                + "<td>right</table></body></html>");

    assertThat(page.word("habitant").baseline()).isEqualTo(page.word("Pellentesque").baseline());
    assertThat(page.word("end").right()).isLessThan(LEFT + 6 + 158);
    assertThat(page.word("right").left()).isGreaterThan(LEFT + 6 + 157);
  }

  @Test
  void aMissingImageInATextHasItsSizeInQuirksModeOnly() throws IOException {
    String body = "<p>a<img alt=logo style='width:200px;height:40px' src=x.png>b</p>";

    SeenPage quirks = page("<html><body>" + body);
    SeenPage standard = page("<!doctype html><html><body>" + body);

    assertThat(quirks.word("b").left() - quirks.word("a").right()).isCloseTo(150, within(4.0));
    assertThat(standard.word("logob").right() - standard.word("a").right()).isLessThan(60);
  }

  @Test
  void aTableOfALayoutBeginsOnTheFirstPage() throws IOException {
    String high = "<div style='height:700px;background:#eee'>";
    RenderedPdf.Pdf pdf =
        pdf(
            "<html><body><table width='100%'><tr><td><table width='100%'><tr><td>line1</td></tr>"
                + ("</table>" + high + "a</div><table><tr><td>b</td></tr></table>")
                + (high + "c</div></td></tr></table></body></html>"));

    assertThat(pdf.pages()).isEqualTo(2);
    assertThat(SeenPage.of(pdf, 1).word("line1").baseline()).isLessThan(100);
    assertThat(SeenPage.of(pdf, 1).word("a").baseline()).isLessThan(120);
    assertThat(SeenPage.of(pdf, 1).word("c").baseline()).isBetween(620.0, 680.0);
  }

  @Test
  void breaksOfToday() throws IOException {
    RenderedPdf.Pdf pdf =
        pdf(
            "<html><body><p>1</p><p style='break-before:page'>2</p>"
                + "<p style='break-after:page'>3</p><p>4</p>"
                + "<div style='page-break-before:always'>5</div></body></html>");

    assertThat(pdf.pages()).isEqualTo(4);
    assertThat(SeenPage.of(pdf, 2).word("3").baseline())
        .isGreaterThan(SeenPage.of(pdf, 2).word("2").baseline());
    assertThat(SeenPage.of(pdf, 3).word("4").baseline()).isLessThan(90);
    assertThat(SeenPage.of(pdf, 4).word("5").baseline()).isLessThan(90);
  }

  @Test
  void aFixedFooterIsAtTheFootOfEachPage() throws IOException {
    RenderedPdf.Pdf pdf =
        pdf(
            "<html><head><style>footer{position:fixed;bottom:0;left:0;right:0;height:20px;"
                + "background:#fed}</style></head><body><footer>FIXEDFOOTER</footer><p>x</p>"
                + "<p style='break-before:page'>y</p></body></html>");

    for (int number = 1; number <= 2; number++) {
      SeenPage page = SeenPage.of(pdf, number);
      double foot = 841.89 - LEFT;
      assertThat(page.word("FIXEDFOOTER").baseline()).isBetween(foot - 15, foot);
      assertThat(page.colour(400, foot - 8)).isEqualTo("#ffeedd");
    }
  }

  @Test
  void anItemFloats() throws IOException {
    SeenPage page = page("<ul><li style='float:left'>x</li></ul>");

    assertThat(page.word("x").left()).isBetween(LEFT + 30, LEFT + 40);
  }

  @Test
  void commonFamiliesHaveTheWidthsOfTheirTwins() throws IOException {
    SeenPage page =
        page(
            "<style>p{font-size:16px}</style>"
                + "<p style='font-family:Arial'>ArialWWiii</p>"
                + "<p style=\"font-family:'Times New Roman'\">TimesWWiii</p>"
                + "<p style=\"font-family:'Courier New'\">CourierWWi</p>"
                + "<p style='font-family:Calibri'>CalibriWWi</p>"
                + "<p style=\"font-family:'Brand Font Pro'\">BrandWWiii</p>");

    assertThat(width(page, "ArialWWiii")).isCloseTo(12 * 4.554, within(.2));
    assertThat(width(page, "CourierWWi")).isCloseTo(12 * 6.001, within(.2));
    assertThat(page.word("TimesWWiii").font()).startsWith("Tinos");
    assertThat(page.word("CalibriWWi").font()).startsWith("Carlito");
    assertThat(page.word("BrandWWiii").font()).startsWith("Tinos");
  }

  private static double width(SeenPage page, String word) {
    return page.word(word).right() - page.word(word).left();
  }

  @Test
  void whatIsHiddenStaysHiddenAndFieldsShowTheirValues() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html><head><title>HEADTITLE</title></head><body>"
                + "<script>SCRIPT()</script><template><p>TEMPLATE</p></template>"
                + "<p hidden>HIDDENATTR</p><dialog>DIALOG</dialog>"
                + "<svg width=40 height=20><title>SVGTITLE</title><desc>SVGDESC</desc>"
                + "<rect width=40 height=20 fill=red /></svg><title>BODYTITLE</title>"
                + "<datalist><option>DATALIST</option></datalist><select><option>OPT1</option>"
                + "<option selected>OPT2</option></select><input value=INPUTVALUE>"
                + "<input type=hidden value=HIDDENINPUT><textarea>TEXTAREA</textarea>"
                + "<button>BUTTON</button></body></html>");

    for (String shown : new String[] {"OPT2", "INPUTVALUE", "TEXTAREA", "BUTTON"}) {
      assertThat(page.word(shown).left()).isGreaterThan(LEFT);
    }
    assertThat(String.join(" ", page.visualLines()))
        .doesNotContain("TITLE", "SCRIPT", "TEMPLATE", "HIDDEN", "DIALOG", "DESC", "LIST", "OPT1");
  }

  @Test
  void mediaQueriesWithFeaturesAreThoseOfThePage() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><style>.a,.b,.c,.d,.e,.f,.g,.h{display:none}"
                + "@media print{.a{display:block}}@media (min-width:300px){.b{display:block}}"
                + "@media screen and (max-width:600px){.c{display:block}}"
                + "@media print and (min-width:300px){.d{display:block}}"
                + "@media only print{.e{display:block}}"
                + "@media all and (orientation:portrait){.f{display:block}}"
                + "@media (max-width:900px){.g{display:block}}"
                + "@media (width >= 300px){.h{display:block}}</style>"
                + "<p class=a>a</p><p class=b>b</p><p class=c>c</p><p class=d>d</p>"
                + "<p class=e>e</p><p class=f>f</p><p class=g>g</p><p class=h>h</p>");

    assertThat(page.visualLines()).containsExactly("a", "b", "d", "e", "f", "g", "h");
  }

  @Test
  void aTableInAnInlineBlockCrossesThePage() throws IOException {
    RenderedPdf.Pdf pdf =
        pdf(
            "<table><tr><td><div style='display:inline-block'><table><tr><td>x</td></tr></table>"
                + ("</div>" + "<p>a</p>".repeat(30) + "<p>last</p></td></tr></table>"));

    assertThat(pdf.pages()).isEqualTo(2);
    assertThat(SeenPage.of(pdf, 1).word("x").baseline()).isLessThan(90);
    assertThat(SeenPage.of(pdf, 2).word("last").baseline()).isLessThan(400);
  }

  @Test
  void aMarginBoxHasOneLine() throws IOException {
    SeenPage page =
        page(
            "<html><head><style>@page{@bottom-right{content:'Page ' counter(page) ' of '"
                + " counter(pages)}}</style></head><body>x</body></html>");

    assertThat(page.word("Page").baseline()).isCloseTo(page.word("of").baseline(), NEAR);
    assertThat(page.word("Page").baseline()).isGreaterThan(841.89 - LEFT);
    assertThat(page.word("of").right()).isBetween(RIGHT - 20, RIGHT);
  }

  @Test
  void aLargeRadiusMakesAPill() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><style>body{margin:0}</style><div style='border-radius:999px;"
                + "background:#1a56db;color:#fff;width:300px;height:24px;padding:4px'>pill</div>");

    assertThat(page.colour(LEFT + 1, LEFT + 1)).isEqualTo("#ffffff");
    assertThat(page.colour(LEFT + 2, LEFT + 12)).isEqualTo("#1a56db");
    assertThat(page.colour(LEFT + 12, LEFT + 2)).isEqualTo("#1a56db");
    assertThat(page.colour(LEFT + 229, LEFT + 1)).isEqualTo("#ffffff");
  }

  @Test
  void aStyleElementInTheBodyAppliesAndIsNotPrinted() throws IOException {
    SeenPage page =
        page(
            "<!doctype html><html><head><title>t</title></head><body>"
                + "<style>p{background:red;height:40px}</style><p>Red text</p></body></html>");

    assertThat(page.visualLines()).containsExactly("Red text");
    assertThat(page.colour(300, page.word("Red").baseline() + 10)).isEqualTo("#ff0000");
  }

  @Test
  void aDrawingStandsInItsLine() throws IOException {
    SeenPage page =
        page(
            "<html><body><p>A <svg width=20 height=20 viewBox='0 0 24 24'>"
                + "<circle cx=12 cy=12 r=9 /></svg> B</p></body></html>");

    assertThat(page.word("A").baseline()).isCloseTo(page.word("B").baseline(), NEAR);
    double gap = page.word("B").left() - page.word("A").right();
    assertThat(gap).isCloseTo(15 + 2 * 3, within(2.0));
    assertThat(page.colour(page.word("A").right() + gap / 2, page.word("A").baseline() - 7))
        .isEqualTo("#000000");
  }

  @Test
  void aCentredCellCentresTheTableInItAndNotItsText() throws IOException {
    SeenPage page =
        page(
            "<!DOCTYPE html><html><body style='margin:0'><table width='100%'><tr>"
                + "<td align=center><table width=400><tr><td><p>left paragraph</p></td></tr>"
                + "</table></td></tr></table></body></html>");

    assertThat(page.word("left").left()).isCloseTo(297.64 - 150 + 2, within(3.0));
  }

  @Test
  void aHeaderCellIsCentred() throws IOException {
    SeenPage page =
        page(
            "<html><body><table width='100%' border=1><tr><th>Head</th></tr>"
                + "<tr><td>wide</td></tr></table></body></html>");

    double middle = (page.word("Head").left() + page.word("Head").right()) / 2;
    assertThat(middle).isCloseTo(297.64, NEAR);
    assertThat(page.word("Head").font()).contains("Bold");
    assertThat(page.word("wide").left()).isLessThan(LEFT + 12);
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(pdf(html));
  }

  private static RenderedPdf.Pdf pdf(String html) throws IOException {
    return Rendering.pdf(Rendering.render(html));
  }
}
