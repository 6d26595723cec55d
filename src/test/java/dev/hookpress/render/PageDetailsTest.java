package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Details of documents as browsers print them. Lengths are points. */
class PageDetailsTest {
  private static final Offset<Double> CLOSE = within(1.5);

  /** A4 with margins of 20 mm. */
  private static final double LEFT = 56.7;

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }

  /** The address leads nowhere from a PDF, but the element is a link to its author's rules. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:link, a:visited { background: #ff0000 }",
        "a[href] { background: #ff0000 }",
        "a[href$='.html'] { background: #ff0000 }",
        "a { background: #ff0000 } a:not([href]) { background: #0000ff }",
        "p { display: flex } a:any-link { background: #ff0000 }"
      })
  void aRelativeLinkIsALink(String css) throws IOException {
    SeenPage page =
        page(
            "<style>a { padding: 4px } %s</style><p><a href='../other.html'>link</a>"
                .formatted(css));

    SeenPage.Word word = page.word("link");
    assertThat(page.colour(word.left() - 1.5, word.baseline() - 2)).isEqualTo("#ff0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to right, #ff0000 50%, #0000ff 50%                     | 0.25 | #ff0000",
        "to right, #ff0000 50%, #0000ff 50%                     | 0.75 | #0000ff",
        "90deg, #00ff00 30%, #ff0000 30% 60%, #0000ff 60%       | 0.1  | #00ff00",
        "90deg, #00ff00 30%, #ff0000 30% 60%, #0000ff 60%       | 0.55 | #ff0000",
        "90deg, #00ff00 30%, #ff0000 30% 60%, #0000ff 60%       | 0.9  | #0000ff",
        "90deg, #ff0000 0 10px, #0000ff 10px 100%               | 0.5  | #0000ff",
        "190deg, #ff0000 50%, #ffffff 50%                       | 0.95 | #ff0000"
      })
  void aGradientMayHaveSharpEdges(String gradient, double at, String colour) throws IOException {
    SeenPage page =
        page(
            "<body style='margin:0'><div style='height:40px;font:16px/20px Arimo;"
                + "background:linear-gradient(%s)'>x</div>".formatted(gradient));

    double top = page.word("x").baseline() - 10;
    assertThat(page.colour(LEFT + at * 481.9, top + 8)).isEqualTo(colour);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<canvas></canvas>                                       | 150",
        "<canvas width=200 height=80></canvas>                   | 80",
        "<canvas style='width:100%;height:40px'></canvas>        | 40",
        "<video controls><p>no video</p></video>                 | 150",
        "<iframe src='https://example.com/' height=60></iframe>  | 64",
        "<canvas style='display:none'></canvas>                  | 0"
      })
  void whatCannotBePrintedKeepsItsPlace(String frame, double height) throws IOException {
    String html = "<body style='font:10px/10px Arimo'><p>a</p><div>%s</div><p>b</p>";
    SeenPage page = page(html.formatted(frame));
    SeenPage without = page(html.formatted(""));

    double added = page.word("b").baseline() - without.word("b").baseline();
    // A frame stands on the baseline of a line, with room for descenders below.
    assertThat(added).isBetween(height * 0.75 - 0.5, height * 0.75 + 10);
    assertThat(Rendering.text(Rendering.render(html.formatted(frame)))).doesNotContain("no video");
  }

  @Test
  void aFixedBoxWithoutOffsetsIsOnEveryPage() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<p>first</p><div style='margin-left:40px'>"
                    + "<header style='position:fixed;width:200px'>HEADER</header></div>"
                    + "<div style='height:1500px;padding-top:50px'>text</div>"));

    assertThat(pdf.pages()).isEqualTo(2);
    SeenPage.Word first = SeenPage.of(pdf, 1).word("HEADER");
    SeenPage.Word second = SeenPage.of(pdf, 2).word("HEADER");
    assertThat(first.left()).isCloseTo(LEFT + (8 + 40) * 0.75, CLOSE);
    assertThat(first.baseline()).isGreaterThan(SeenPage.of(pdf, 1).word("first").baseline() + 10);
    assertThat(second.left()).isCloseTo(first.left(), CLOSE);
    assertThat(second.baseline()).isCloseTo(first.baseline(), CLOSE);
  }

  /** As in Bootstrap's print styles. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-width:200px;min-width:400px",
        "max-width:200px;min-width:400px;width:100%;margin:0 auto 0 0",
        "max-width:200px;min-width:400px;display:flow-root",
        "max-width:20%;min-width:400px;width:50%"
      })
  void theLeastWidthWinsOverTheLargest(String style) throws IOException {
    SeenPage page =
        page(
            "<style>div{%s}p{display:flex;justify-content:end}</style>".formatted(style)
                + "<body style='margin:0'><div><p>end</p></div>");

    assertThat(page.word("end").right()).isCloseTo(LEFT + 300, CLOSE);
  }

  @Test
  void aRowIsBelowAFloatThatLeavesNoRoom() throws IOException {
    SeenPage page =
        page(
            "<style>h1{float:left;width:100%}section{display:flex;gap:12px}</style>"
                + "<h1>title</h1><section><p>one</p><p>two</p></section>");

    assertThat(page.word("one").baseline()).isGreaterThan(page.word("title").baseline() + 10);
    assertThat(page.word("two").left()).isCloseTo(page.word("one").right() + 9, CLOSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='min-height:100vh;background:#eee'>x</div>",
        "<div style='height:100vh;overflow:hidden'>x<p style='height:1500px'></p></div>",
        "<div style='display:grid;min-height:100vh;place-items:center'>x</div>",
        "<style>@page{size:letter;margin:1in}</style><div style='min-height:100vh'>x</div>",
        "<style>@page{margin:13mm 0 7mm}</style><div style='min-height:100vh'>x</div>"
      })
  void aBoxAsHighAsThePageFitsOnOne(String box) throws IOException {
    RenderedPdf.Pdf pdf = Rendering.pdf(Rendering.render("<body style='margin:0'>" + box));

    assertThat(pdf.pages()).isEqualTo(1);
  }

  /** As in the shell of an application: on paper, what would be scrolled to is cut off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='display:flex;height:100vh'><nav>nav</nav><main>%s</main></div>",
        "<body style='height:100vh;display:flex;flex-direction:column'><nav>nav</nav>"
            + "<main style='flex:1'>%s</main><footer>foot</footer>",
        "<div style='display:flex;height:100vh'><div style='display:flex;flex-direction:column'>"
            + "<nav>nav</nav><main style='height:100%%'>%s</main></div></div>"
      })
  void anItemThatScrollsIsAsHighAsItsContainer(String shell) throws IOException {
    String content = "<p>first</p><p style='height:1500px'></p><p>last</p>";
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<style>body{margin:0}main{overflow-y:auto}</style>" + shell.formatted(content)));

    assertThat(pdf.pages()).isEqualTo(1);
    String text = String.join(" ", SeenPage.of(pdf).visualLines());
    assertThat(text).contains("nav", "first").doesNotContain("last");
    assertThat(text.contains("foot")).isEqualTo(shell.contains("foot"));
  }

  @ParameterizedTest
  @CsvSource({
    "top:-30px, 0, -22.5",
    "bottom:20px, 0, -15",
    "top:12px, 0, 9",
    "left:40px, 30, 0",
    "right:8px, -6, 0"
  })
  void aFloatMayBeMovedFromItsPlace(String offset, double right, double down) throws IOException {
    String html =
        "<style>h1{float:left;margin:10px;%s}p{clear:both}section{display:flex}</style>"
            + "<div style='height:60px'></div><section>x</section><h1>title</h1><p>after</p>";
    SeenPage page = page(html.formatted("position:relative;" + offset));
    SeenPage before = page(html.formatted(""));

    assertThat(page.word("title").left()).isCloseTo(before.word("title").left() + right, CLOSE);
    assertThat(page.word("title").baseline())
        .isCloseTo(before.word("title").baseline() + down, CLOSE);
    assertThat(page.word("after").baseline()).isCloseTo(before.word("after").baseline(), CLOSE);
  }
}
