package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions.ContentFit;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that does not fit the page, and content that cannot be printed. */
final class ContentFitTest {
  /** A4 less two margins of 20 mm. */
  private static final double AREA_POINTS = 170 / 25.4 * 72;

  private static final double LEFT_POINTS = 20 / 25.4 * 72;

  /** 900 px where there are 642. */
  private static final String WIDE =
      """
      <style>body{margin:0}</style>
      <p>first</p>
      <table style="width:900px;table-layout:fixed"><tr>
      <td>left</td><td style="text-align:right">edge</td></tr></table>
      """;

  @Test
  void contentThatIsTooWideIsShrunkUntilItFits() throws IOException {
    RenderedPdf.Pdf pdf = render(ContentFit.STANDARD, WIDE);

    SeenPage page = SeenPage.of(pdf);
    assertThat(page.word("edge").right())
        .isBetween(LEFT_POINTS + AREA_POINTS * 0.93, LEFT_POINTS + AREA_POINTS);
    assertThat(page.word("first").left()).isCloseTo(LEFT_POINTS, within(1.0));
    assertThat(pdf.warnings())
        .containsExactly("Content is wider than the page: everything is shrunk to 70 % to fit");
    assertThat(size(pdf)).isEqualTo("595 x 841");
  }

  /** The scales are Chromium's, which shrinks to two thirds at most. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div style='width:1000px'>x</div> | .667",
        "<div style='width:1000px;height:0'></div> | 1",
        "<div style='width:1000px;height:3px'></div> | .667",
        "<style>body{overflow-x:hidden}</style><div style='width:1000px'>x</div> | .667",
        "<style>html{overflow-x:hidden}</style><div style='width:1000px'>x</div> | .667",
        "<style>html,body{overflow-x:hidden}</style><div style='width:1000px'>x</div> | 1",
        "<div style='overflow:hidden'><div style='width:1000px'>x</div></div> | 1",
        "<div style='position:absolute;left:900px;width:60px'>x</div> | .667",
        "<div style='position:absolute;right:-200px;width:160px'>x</div> | .764",
        "<div style='position:relative;left:300px'>x</div> | .687",
        "<div style='transform:translateX(300px)'>x</div> | .687",
        "<div style='transform:scale(1.5)'>x</div> | .812",
        "<div style='transform:rotate(45deg);height:20px'>x</div> | 1",
        "<div style='position:absolute;top:99px;left:50%;transform:translateX(-50%);"
            + "width:80%'>x</div> | 1",
        "<div style='position:absolute;left:100%;width:80%;transform:translate(-100%)'>x</div> | 1",
        "<div style='position:fixed;left:800px;width:300px'>x</div> | 1",
        "<div style='float:right;width:1000px'>x</div> | 1",
        "<div style='box-shadow:400px 0 red;outline:300px solid'>x</div> | 1",
      })
  void whatBrowsersShrinkIsShrunk(String html, double scale) throws IOException {
    SeenPage page =
        SeenPage.of(
            render(
                ContentFit.STANDARD,
                "<!DOCTYPE html><html><body><b style='font:40px Arial'>MARK</b>" + html));

    double width = page.word("MARK").right() - page.word("MARK").left();
    assertThat(width / 86.7).isCloseTo(scale, within(0.035));
  }

  @Test
  void aFieldIsNoWiderThanItsLimitInATable() throws IOException {
    SeenPage page =
        SeenPage.of(
            render(
                ContentFit.STANDARD,
                "<!DOCTYPE html><html><style>body{margin:0}input{max-width:50px;padding:0;border:0}"
                    + "td{padding:0}table{border-spacing:0}</style><table><tr>"
                    + "<td><input value=a><td><input value=b><td>c</table>"));

    assertThat(page.word("c").left() - page.word("a").left()).isCloseTo(75, within(2.0));
  }

  @Test
  void containersAndViewportUnitsAreOfTheShrunkPage() throws IOException {
    String row = "<div style='display:flex;justify-content:space-between;width:%s'>%s</div>";
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            WIDE
                + row.formatted("auto", "<b>start</b><b>end</b>")
                + row.formatted("50vw", "<b>half</b><b>middle</b>"));

    SeenPage page = SeenPage.of(pdf);
    double right = LEFT_POINTS + AREA_POINTS;
    assertThat(page.word("end").right()).isCloseTo(right, within(1.0));
    assertThat(page.word("middle").right()).isCloseTo(right - AREA_POINTS / 2, within(1.0));
  }

  @Test
  void whatIsShrunkHasTheSizeThatTheDocumentGivesItsPages() throws IOException {
    RenderedPdf.Pdf pdf =
        render(ContentFit.STANDARD, "<style>@page{size:A5;margin:1cm}</style>" + WIDE);

    assertThat(size(pdf)).isEqualTo("419 x 595");
    assertThat(SeenPage.of(pdf).word("first").left()).isCloseTo(72 / 2.54, within(1.0));
  }

  @Test
  void contentIsShrunkToNoLessThanHalf() throws IOException {
    RenderedPdf.Pdf pdf =
        render(ContentFit.STANDARD, WIDE.replace("900px", "3000px") + "<p>last</p>");

    assertThat(pdf.warnings())
        .containsExactly(
            "Content beyond the side of the page is cut off",
            "Content is wider than the page: everything is shrunk to 50 % to fit");
  }

  @Test
  void textIsShrunkFurtherThanInBrowsersUnlessThePageHidesIt() throws IOException {
    String wide = WIDE.replace("900px", "1150px");
    RenderedPdf.Pdf whole = render(ContentFit.STANDARD, wide);
    RenderedPdf.Pdf hidden =
        render(ContentFit.STANDARD, "<style>body{overflow-x:hidden}</style>" + wide);

    assertThat(SeenPage.of(whole).word("edge").right()).isLessThan(LEFT_POINTS + AREA_POINTS);
    assertThat(whole.warnings())
        .containsExactly("Content is wider than the page: everything is shrunk to 55 % to fit");
    assertThat(hidden.warnings())
        .containsExactly(
            "Content beyond the side of the page is cut off",
            "Content is wider than the page: everything is shrunk to 65 % to fit");
  }

  @Test
  void boxesWithoutTextAreShrunkNoFurtherThanInBrowsers() throws IOException {
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            "<div style='width:1200px;background:#ff0000'>first</div><p>second</p>");

    assertThat(pdf.warnings())
        .containsExactly("Content is wider than the page: everything is shrunk to 65 % to fit");
  }

  @Test
  void contentIsCutOffWhereThatWasAskedFor() throws IOException {
    RenderedPdf.Pdf pdf = render(new ContentFit(1, false, false), WIDE);

    assertThat(pdf.warnings()).containsExactly("Content beyond the side of the page is cut off");
    assertThat(SeenPage.of(pdf).word("first").left()).isCloseTo(LEFT_POINTS, within(1.0));
  }

  @Test
  void longWordsBreakBeforeTheyAreCutOff() throws IOException {
    String word = "abcdefghij".repeat(30);

    RenderedPdf.Pdf pdf = render(new ContentFit(1, false, true), "<p>" + word + "</p>");

    assertThat(Rendering.text(pdf).replaceAll("\\s", "")).isEqualTo(word);
    assertThat(pdf.warnings()).isEmpty();
  }

  @Test
  void whatAnElementClipsDoesNotShrinkThePage() {
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            "<div style='width:300px;overflow:hidden'><div style='width:2000px'>x</div></div>"
                + "<div style='position:relative;width:200px;height:50px;overflow:hidden'>"
                + "<div style='position:absolute;left:100px;width:2000px'>y</div></div>");

    assertThat(pdf.warnings()).isEmpty();
  }

  /** The page shrinks in steps, and a step would cost more than the edge of a box. */
  @Test
  void aBoxThatReachesALittleBeyondThePageDoesNotShrinkIt() {
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            "<body style='margin:0'><div style='position:relative'>text"
                + "<div style='position:absolute;right:-4px;top:0;"
                + "width:50px;height:50px;background:red'>mark</div></div>");

    assertThat(pdf.warnings()).isEmpty();
  }

  @Test
  void textThatReachesALittleBeyondThePageShrinksIt() {
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            "<body style='margin:0'><div style='position:relative'>text"
                + "<div style='position:absolute;right:-4px;top:0;"
                + "width:50px;text-align:right'>mark</div></div>");

    assertThat(pdf.warnings())
        .contains("Content is wider than the page: everything is shrunk to 95 % to fit");
  }

  @Test
  void contentHasTheScaleThatWasAskedFor() throws IOException {
    String html =
        "<style>body{margin:0}</style><p style='margin:0;font-size:20px'><span>one</span></p>";
    SeenPage.Word plain = SeenPage.of(render(ContentFit.STANDARD, html)).word("one");
    RenderedPdf.Pdf pdf = render(new ContentFit(1.5, true, false), html);

    SeenPage.Word scaled = SeenPage.of(pdf).word("one");
    assertThat(scaled.left()).isCloseTo(LEFT_POINTS, within(1.0));
    assertThat(scaled.right() - scaled.left())
        .isCloseTo(1.5 * (plain.right() - plain.left()), within(0.5));
    assertThat(size(pdf)).isEqualTo("595 x 841");
  }

  @Test
  void aDocumentThatWouldLoseContentFailsWhereAllOfItWasAskedFor() {
    assertThat(strict("<canvas width=10></canvas><p>text</p>"))
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.CONTENT_LOST, "A canvas cannot be printed and is left out"));
    assertThat(strict("<p>text \uD808\uDC00</p>"))
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.CONTENT_LOST));
    assertThat(strict("<p style='colour: red'>text</p>")).isInstanceOf(RenderedPdf.Pdf.class);
  }

  @Test
  void aPageThatNeedsItsScriptsSaysSoFirst() {
    RenderedPdf.Pdf pdf =
        render(
            ContentFit.STANDARD,
            "<style>p{colour:red}</style><div id=root></div><script src=app.js></script>");

    assertThat(pdf.warnings().get(0))
        .isEqualTo(
            "The page is empty until its scripts fill it. Its script is not run:"
                + " send the HTML that they make");
  }

  @Test
  void dataInScriptsIsNotMissed() {
    RenderedPdf.Pdf pdf =
        render(ContentFit.STANDARD, "<script type='application/ld+json'>{}</script><p>text</p>");

    assertThat(pdf.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script async src='https://example.com/count.js'></script>",
        "<script>window.dataLayer = window.dataLayer || []; gtag('js', new Date());</script>",
        "<script>fbq('track', 'PageView')</script>",
        "<script type='text/template'><b>later</b></script>",
        "<script type='application/json'>{}</script>",
        "<script type='importmap'>{}</script>",
        "<script> </script>",
      })
  void aScriptThatAddsNothingIsNotMissed(String script) {
    assertThat(strict(script + "<p>text</p>"))
        .isInstanceOfSatisfying(RenderedPdf.Pdf.class, pdf -> assertThat(pdf.warnings()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>document.querySelector('p').textContent = 1</script>",
        "<script>gtag('js'); $('p').html(1)</script>",
        "<script src=app.js></script>",
        "<script src=app.js defer></script>",
        "<script type=module>import './app.js'</script>",
      })
  void aScriptThatMayWriteIsMissed(String script) {
    assertThat(strict(script + "<p>text</p>"))
        .isEqualTo(
            new RenderedPdf.Rejected(
                FailureCode.CONTENT_LOST,
                "Its script is not run: what they would add or change is missing"));
  }

  @Test
  void anEmptyPageNeedsItsScriptHoweverItIsLoaded() {
    assertThat(render(ContentFit.STANDARD, "<script async src=app.js></script>").warnings().get(0))
        .startsWith("The page is empty until its scripts fill it.");
  }

  @Test
  void warningsAreRankedAndFew() {
    StringBuilder html = new StringBuilder("<style>");
    for (int i = 0; i < 40; i++) {
      html.append("p{unheard-of-%d:1;-webkit-unheard-of-%d:1}".formatted(i, i));
    }
    html.append("</style>").append(WIDE).append("<video src=a.mp4></video>");

    List<String> warnings = render(ContentFit.STANDARD, html.toString()).warnings();

    assertThat(warnings).hasSize(20).noneMatch(warning -> warning.contains("webkit"));
    assertThat(warnings.subList(0, 2))
        .containsExactly(
            "A video cannot be printed and is left out",
            "Content is wider than the page: everything is shrunk to 70 % to fit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='width:30px;text-align:center'>Instagramming</div>",
        "<div style='width:30px;text-align:right'>Instagramming</div>",
        "<table><tr><td style='padding:0'><p style='width:30px;text-align:center;margin:0'>"
            + "Instagramming</table>",
        "<div style='width:30px;text-align:right'>Instagramming</div>"
            + "<p style='position:absolute;left:-9999px'>beside</p>"
      })
  void aWordThatIsTooLongForItsBoxBeginsAtTheStartOfIt(String body) throws IOException {
    SeenPage page =
        SeenPage.of(
            render(
                ContentFit.STANDARD,
                "<style>body{margin:0}table{border-spacing:0}</style>" + body));

    assertThat(page.word("Instagramming").left()).isCloseTo(LEFT_POINTS, within(1.5));
  }

  @Test
  void theStartOfAWordIsSeenInABoxThatClips() throws IOException {
    SeenPage page =
        SeenPage.of(
            render(
                ContentFit.STANDARD,
                "<div style='width:30px;text-align:center;overflow:hidden;font:10px Courier New'>"
                    + "12345678901</div>"));

    assertThat(page.visualLines()).containsExactly("12345");
  }

  private static RenderedPdf strict(String html) {
    return Rendering.render(
        Rendering.OPTIONS.fitted(new ContentFit(1, true, true)), Rendering.html(html));
  }

  private static RenderedPdf.Pdf render(ContentFit fit, String html) {
    return Rendering.pdf(Rendering.render(Rendering.OPTIONS.fitted(fit), Rendering.html(html)));
  }

  private static String size(RenderedPdf.Pdf pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.bytes())) {
      PDRectangle box = document.getPage(0).getMediaBox();
      return "%d x %d".formatted((int) box.getWidth(), (int) box.getHeight());
    }
  }
}
