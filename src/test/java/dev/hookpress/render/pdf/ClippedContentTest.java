package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content that a browser scrolls to. */
class ClippedContentTest {
  private static final String LONG = "word".repeat(80);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='overflow:auto'>%s</div>",
        "<div style='overflow-x:auto'>%s</div>",
        "<div style='overflow: scroll'>%s</div>",
        "<style>.c { overflow: clip }</style><div class=c>%s</div>",
        "<style>.a { overflow-x: auto } .a table { width: 3000px }</style>"
            + "<div class=a><table><tr><td>%s</table></div>",
      })
  void doesNotShrinkThePage(String html) throws IOException {
    SeenPage page = page("<!doctype html><body>" + html.formatted(LONG) + "<p>next one</p>");

    // At the size of 16 px: Tinos' "next".
    SeenPage.Word word = page.word("next");
    assertThat(word.right() - word.left()).isCloseTo(20.7, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pre style='overflow:auto'>%s</pre>",
        "<style>pre { overflow-x: auto }</style><pre><code>%s</code></pre>",
        "<style>pre code { display: block; overflow-x: scroll }</style><pre><code>%s</code></pre>",
        "<style>pre { white-space: pre; overflow: auto }</style><pre>%s</pre>",
      })
  void preformattedLinesWrapInstead(String html) throws IOException {
    String line = "a long line of a program that goes on and on, ".repeat(5) + "until the end";

    SeenPage page = page("<!doctype html><body>" + html.formatted("first\n  second\n" + line));

    assertThat(page.word("end").right()).isLessThan(595 - 56);
    assertThat(page.word("second").left()).isGreaterThan(page.word("first").left() + 10);
    assertThat(page.visualLines().subList(0, 2)).containsExactly("first", "second");
  }

  @Test
  void theBodyScrollsThePageItself() throws IOException {
    SeenPage page =
        page("<!doctype html><body style='overflow-y:scroll;height:10px'>a<p>b<p>below");

    assertThat(page.word("below").baseline()).isGreaterThan(page.word("b").baseline());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='overflow:auto;height:30px'><p>one<p>two<p>three</div>",
        "<div style='overflow-x:auto;width:200px'><table style='width:600px'>"
            + "<tr><td>left<td style='text-align:right'>right</table></div>",
        "<style>.rows { max-height: 50px; overflow-y: scroll }</style>"
            + "<ul class=rows><li>1<li>2<li>3<li>4<li>5</ul>",
        "<div style='overflow:scroll;width:100px'><img src='data:image/svg+xml,"
            + "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22300%22 height=%229%22/%3E'>"
            + "</div>",
        "<div style='overflow:auto;width:100px;position:relative;height:40px'>"
            + "<b style='position:absolute;left:150px'>far</b></div>",
        "<div style='display:flex;height:40px;overflow:auto'><div>a<br>b<br>c<br>d</div></div>",
        "<div style='overflow:auto;width:100px;height:40px'><div style='float:left;width:90px'>"
            + "a<br>b<br>c<br>d</div></div>",
        "<textarea style='height:30px'>a\nb\nc\nd</textarea>",
        "<textarea style='height:30px;color:hsl(0 0% 0%)'>a\nb\nc\nd</textarea>",
        "<input style='width:90px' value='a value that is longer than its field'>",
      })
  void whatWouldHaveToBeScrolledToIsReportedAsLost(String html) {
    String page = "<!doctype html><body style='colour:red'>" + html;

    assertThat(((RenderedPdf.Pdf) Rendering.render(page)).warnings())
        .first()
        .isEqualTo("Content that a reader would have to scroll to is cut off");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='overflow:auto'><p>all of it</div>",
        "<div style='overflow:auto;height:20px;line-height:20px'>a line</div>",
        "<div style='overflow:hidden;height:10px'><p>one<p>two</div>",
        "<div style='overflow:auto;height:60px'><div style='overflow:hidden;height:9px'>a<p>b</div>"
            + "</div>",
        "<pre style='overflow:auto'>a line</pre>",
        "<div style='overflow:auto'><table><tr><td>cell</table></div>",
        "<textarea style='overflow:auto' rows=3>text</textarea>",
        "<textarea>a\nb</textarea><textarea style='color:hsl(0 0% 0%)'>a\nb\nc\nd\ne</textarea>",
        "<input value='a value'> <input type=checkbox checked> <input type=hidden value=x>",
      })
  void whatIsShownWholeOrHiddenOnPurposeIsNotReported(String html) {
    assertThat(((RenderedPdf.Pdf) Rendering.render("<!doctype html><body>" + html)).warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=s style='overflow-y:auto'>%s</div>",
        "<div class=s style='overflow:hidden'>%s</div>",
        "<main style='display:flex;height:100%%'><nav>menu</nav>"
            + "<div class=s style='overflow-y:auto'>%s</div></main>",
      })
  void whatCrossesThePagesEndStaysInABoxThatEndsThere(String html) throws IOException {
    String code = "<pre><code>begin" + "\ncode".repeat(5) + "</code></pre>";
    String rows = "<p>text</p>".repeat(8) + code;
    String style =
        "@page{size:100mm 100mm;margin:10mm}html,body,.s{height:100%}body{margin:0}"
            + "p,pre{margin:0;line-height:30px}code{display:inline-block}";

    SeenPage page =
        page("<!doctype html><style>" + style + "</style><body>" + html.formatted(rows));

    assertThat(page.word("begin").baseline()).isLessThan(page.word("code").baseline());
  }

  @Test
  void whatFollowsABoxThatEndsOnItsPageBreaksAsEver() {
    String html =
        "<!doctype html><style>@page{size:100mm 100mm;margin:10mm}p{line-height:50mm}</style><p>"
            + "<span style='display:inline-block;overflow:hidden;height:9px'>a</span> "
            + "line<br>".repeat(3);

    assertThat(Rendering.pdf(Rendering.render(html)).pages()).isEqualTo(3);
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
