package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrections where the engine alone differs from browsers. */
class LayoutCorrectionsTest {
  @Test
  void aLargeRadiusMakesAPill() throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0'><div style='border-radius:999px;background:#ff0000;"
                + "width:300px;height:24px;font:16px/24px Arimo'>x</div>");

    SeenPage.Word word = page.word("x");
    double left = word.left();
    // In points: the box is 18 high, and its line's baseline lies 13.2 below its upper edge.
    // Half a height from the end, the upper edge is straight; the very corner is cut.
    assertThat(page.colour(left + 12, word.baseline() - 12)).isEqualTo("#ff0000");
    assertThat(page.colour(left + 200, word.baseline() - 12)).isEqualTo("#ff0000");
    assertThat(page.colour(left + 0.5, word.baseline() - 12.4)).isEqualTo("#ffffff");
  }

  /** E-mails centre their only column so, which has no effect on a cell. */
  @ParameterizedTest
  @ValueSource(strings = {"width:300px", "width:calc(100% - 342.5px)", "width:min(300px,90%)"})
  void aTablesMarginsAreBesideItsWidth(String width) throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<style>table{margin:0 40px;border-spacing:0;%s}td{padding:0}</style>"
                            .formatted(width)
                        + "<body style='margin:0'><table><tr><td>l<td align=right>r</table>")));

    assertThat(page.word("l").left()).isCloseTo(56.7 + 30, within(1.0));
    assertThat(page.word("r").right()).isCloseTo(56.7 + 30 + 225, within(1.0));
  }

  @Test
  void marginsDoNotApplyToCells() throws IOException {
    for (String margin : List.of("", ";margin:0 auto", ";margin:0 40px")) {
      SeenPage page =
          page(
              "<table style='width:100%' cellspacing=0 cellpadding=0><tr><td>l</td>"
                  + "<td style='width:400px"
                  + margin
                  + "'>wide</td><td>r</td></tr></table>");

      assertThat(page.word("r").left() - page.word("wide").left()).isCloseTo(300, within(1.0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width:300px",
        "max-width:300px;width:100%",
        "max-width:300px;width:100%;box-sizing:border-box",
        "max-width:300px;width:100%;border:none",
        "min-width:300px"
      })
  void theWidthsOfATableIncludeItsPadding(String width) throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0'><table cellspacing=0 style='padding:10px 24px;%s'><tr>"
                    .formatted(width)
                + "<td style='text-align:right;padding:0'>end</td></tr></table>");

    assertThat(page.word("end").right()).isCloseTo(56.69 + (300 - 24) * 0.75, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"height:20px", "height:10px", "height:20px;font-size:24px", ""})
  void aFixedFooterShowsItsTextOnEveryPage(String style) throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<footer style='position:fixed;bottom:0;left:0;right:0;%s'>FOOTER</footer>"
                        .formatted(style)
                    + "<div style='height:1500px'>x</div>"));

    assertThat(pdf.pages()).isEqualTo(2);
    for (int number = 1; number <= 2; number++) {
      SeenPage page = SeenPage.of(pdf, number);
      assertThat(page.word("FOOTER").baseline()).isBetween(30.0, 842.0 - 20);
    }
  }

  @Test
  void aBoxInThePagesMarginHasRoom() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<style>@page{@bottom-right{content:'Page ' counter(page) ' of ' counter(pages)}}"
                    + "</style>x"));

    SeenPage page = SeenPage.of(pdf);
    assertThat(page.word("Page").baseline()).isEqualTo(page.word("of").baseline());
    assertThat(page.word("1").right()).isGreaterThan(400);
  }

  @Test
  void theFirstPageIsNotBlank() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<table width='100%'><tr><td><table width='100%'><tr><td>first</td></tr></table>"
                    + "<div style='height:700px'>a</div><table><tr><td>b</td></tr></table>"
                    + "<div style='height:700px'>c</div></td></tr></table>"));

    assertThat(Rendering.text(pdf, 1)).contains("first", "a");
    assertThat(pdf.pages()).isEqualTo(2);
  }

  @Test
  void aTablesHeadIsOnEveryPageAndRowsAreWhole() throws IOException {
    String row = "<tr><td>one<br>two<br>three</td></tr>";
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<table><thead><tr><th>HEAD</th></tr></thead>" + row.repeat(30) + "</table>"));

    assertThat(pdf.pages()).isGreaterThan(1);
    for (int page = 1; page <= pdf.pages(); page++) {
      List<String> lines = Rendering.text(pdf, page).lines().map(String::strip).toList();
      assertThat(lines.get(0)).isEqualTo("HEAD");
      assertThat(lines.get(1)).isEqualTo("one");
      assertThat(lines.get(lines.size() - 1)).isEqualTo("three");
    }
  }

  @Test
  void aTablesSizeIsThatOfItsBorderBox() throws IOException {
    SeenPage page =
        page(
            "<style>*{box-sizing:border-box}</style><body style='margin:0'>"
                + "<table style='width:400px;height:100px;padding:30px;background:#ff0000'>"
                + "<tr><td>x</td></tr></table>");

    double left = 20 / 25.4 * 72;
    assertThat(page.colour(left + 395 * 0.75, left + 50 * 0.75)).isEqualTo("#ff0000");
    assertThat(page.colour(left + 405 * 0.75, left + 50 * 0.75)).isEqualTo("#ffffff");
    assertThat(page.colour(left + 100, left + 95 * 0.75)).isEqualTo("#ff0000");
    assertThat(page.colour(left + 100, left + 105 * 0.75)).isEqualTo("#ffffff");
  }

  @Test
  void aDrawingStandsInItsLineInTheTextsColour() throws IOException {
    SeenPage page =
        page(
            "<p style='color:#ff0000'>A <svg width='20' height='20' viewBox='0 0 24 24'>"
                + "<path fill='currentColor' d='M0 0h24v24H0z'/></svg> B</p>");

    assertThat(page.word("A").baseline()).isEqualTo(page.word("B").baseline());
    double middle = (page.word("A").right() + page.word("B").left()) / 2;
    assertThat(page.colour(middle, page.word("A").baseline() - 7)).isEqualTo("#ff0000");
    assertThat(page.word("B").left() - page.word("A").right()).isCloseTo(22, within(3.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width='40' height='20' viewBox='0 0 400 200' | 40 | 20",
        "width='40' viewBox='0 0 400 200' | 40 | 20",
        "height='20' viewBox='0,0,400.5,200.25' | 40 | 20",
        "width='30pt' height='15pt' | 40 | 20"
      })
  void aDrawingsOwnSizeCounts(String attributes, double width, double height) throws IOException {
    String svg =
        "<svg xmlns='http://www.w3.org/2000/svg' "
            + attributes
            + "><rect width='100%' height='100%' fill='#00ff00'/></svg>";
    String encoded = java.util.Base64.getEncoder().encodeToString(svg.getBytes());
    for (String drawing : List.of(svg, "<img src='data:image/svg+xml;base64," + encoded + "'>")) {
      SeenPage page = page("<body style='line-height:0'>x" + drawing + "y");

      double gap = page.word("y").left() - page.word("x").right();
      assertThat(gap).isCloseTo(width * 0.75, within(0.5));
      double above = page.word("x").baseline() - height * 0.75;
      assertThat(page.colour(page.word("x").right() + 5, above + 1)).isEqualTo("#00ff00");
      assertThat(page.colour(page.word("x").right() + 5, above - 1)).isEqualTo("#ffffff");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // with a height of the stylesheet alone: its ratio
        "<style>svg{height:20px}</style>|SVG| 40",
        // beside text in a box that is as wide as its content: a letter
        "<style>button{font-size:16px}</style>|<button>SVG</button>| 16",
        "|<span style='float:left'>SVG</span>| 16",
        "|<table><tr><td>SVG</td></tr></table>| 16"
      })
  void aDrawingWithoutWidthIsNotAsWideAsThePage(String style, String around, double width)
      throws IOException {
    String svg = "<svg viewBox='0 0 40 20'><rect width='40' height='20' fill='#00ff00'/></svg>";
    SeenPage page = page((style == null ? "" : style) + around.replace("SVG", "x" + svg + "y"));

    double gap = page.word("y").left() - page.word("x").right();
    assertThat(gap).isCloseTo(width * 0.75, within(2.0));
  }

  @Test
  void oneBadPictureCostsItselfAlone() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<p>before</p><svg width=20 height=20><path d='M0 0 nonsense'/></svg>"
                    + "<svg width=20 height=20><linearGradient id=a><stop offset=x></stop>"
                    + "</linearGradient><rect fill='url(#a)' width=-5 height=z /></svg>"
                    + "<img src='data:image/png;base64,iVBORw0KGgoAAAAN'><p>after</p>"));

    assertThat(Rendering.text(pdf)).contains("before", "after");
    assertThat(pdf.warnings()).anyMatch(w -> w.contains("SVG")).anyMatch(w -> w.contains("image"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>A: אבג דהו 123 זחט end</p> | A: טחז 123 והד גבא end",
        "<p>A: <span dir=rtl>אבג דהו 123 זחט</span> end</p> | A: טחז 123 והד גבא end",
        "<p>A: <b>אבג</b> דהו <i>123</i> זחט end</p> | A: טחז 123 והד גבא end",
        "<p dir=rtl>אבג INV-1 דהו 45.60</p> | 45.60 והד INV-1 גבא",
        "<p dir=rtl>אבג (דהו) <b>A</b> <i>B</i> זחט</p> | טחז A B (והד) גבא",
        "<p dir=auto>אבג 1,234.50</p> | 1,234.50 גבא",
        "<table dir=rtl cellspacing=0><tr><td>אבג <td>דהו <td>12 </table> | 12והדגבא"
      })
  void textFromRightToLeftStandsInOrder(String html, String seen) throws IOException {
    assertThat(page(html).visualLines().get(0)).isEqualTo(seen);
  }

  @Test
  void listsAndTablesAreMirrored() throws IOException {
    SeenPage page =
        page(
            "<html dir=rtl><body style='margin:0'><p>אבג</p><ul><li>דהו</li></ul>"
                + "<table width=200><tr><td>זחט</td></tr></table>");

    double right = page.wordInEitherOrder("אבג").right();
    assertThat(page.wordInEitherOrder("דהו").right()).isCloseTo(right - 30, within(1.0));
    assertThat(page.wordInEitherOrder("זחט").right()).isCloseTo(right, within(4.0));
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!doctype html>" + html)));
  }
}
