package dev.hookpress.render.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ordinary HTML on which the layout engine alone fails. */
class EngineFailuresTest {
  private static final String LINES = "<p>line</p>".repeat(60);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ul><li style='float:left'>item</li></ul>",
        "<ul><li style='float:right'>item</li><li>other</li></ul>",
        "<ul><li style='position:absolute'>item</li></ul>",
        "<ul><li style='position:fixed;bottom:0'>item</li></ul>",
        "<ol><li style='float:left'>item</li><li style='float:left'>more</li></ol><p>after</p>",
        "<div style='display:list-item;float:left'>item</div>",
        "<table><tr><td style='float:left'>item</td><td>b</td></tr></table>",
        "<table><tr style='float:left'><td>item</td></tr></table>",
        "<table><caption style='float:left'>item</caption><tr><td>b</td></tr></table>",
        "<p style='position:absolute;clear:both'>item</p>",
        "<span style='position:fixed;bottom:0'>item<i style='float:right'>f</i></span><p>x</p>",
        "<header style='position:fixed;top:0'><div style='float:left'>item</div></header>x",
        "<footer style='float:right;column-count:2'>item</footer>x",
        "<ol><b>a<code style='display:list-item'>item</code></b></ol>",
        "<ul><a href='#'><li>item</li></a></ul>",
        "<ul dir=rtl><li><table><tr><td>item</table></li></ul>"
      })
  void whatIsOutOfFlowIsRendered(String html) throws IOException {
    List<Throwable> faults = new ArrayList<>();

    RenderedPdf rendered = render(html, faults);

    assertThat(Rendering.text(rendered)).contains("item");
    assertThat(faults).isEmpty();
  }

  /** Values of the properties that the corrections read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "margin-right:10px",
        "margin:0 5%;width:5cm",
        "margin:auto;width:50%",
        "position:running(x)",
        "float:inherit",
        "display:inherit;position:absolute",
        "font-family:inherit",
        "font-family:monospace;font-size:inherit",
        "border-radius:10px 20px/5px 30%",
        "padding-left:inherit;direction:rtl"
      })
  void stylesOfEveryKindAreCorrected(String style) {
    List<Throwable> faults = new ArrayList<>();

    for (String element : List.of("table", "div", "ul", "dd", "legend", "code")) {
      render(
          "<div dir=rtl><%s style='%s'><p>x</p></%s></div>".formatted(element, style, element),
          faults);
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void aFloatingListItemHasItsMarker() throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(Rendering.render("<ul><li style='float:left'>item</li></ul>"));

    SeenPage page = SeenPage.of(pdf);
    SeenPage.Word item = page.word("item");
    boolean marked = false;
    for (double x = item.left() - 20; x < item.left() - 2; x += 0.5) {
      marked |= page.colour(x, item.baseline() - 4).equals("#000000");
    }
    assertThat(marked).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><td><div style='display:inline-block'><table><tr><td>x</td></tr></table></div>"
            + "%s</td></tr></table>",
        "<table><thead><tr><th>h</th></tr></thead><tr><td><div style='display:inline-block'>"
            + "<table><thead><tr><th>x</th></tr></thead></table></div>%s</td></tr></table>",
        "<table><thead><tr><th>h</th></tr></thead><tr><td><div style='float:left'>"
            + "<table><thead><tr><th>x</th></tr></thead></table></div>%s</td></tr></table>"
      })
  void aTableInALineOfATableIsRendered(String html) throws IOException {
    List<Throwable> faults = new ArrayList<>();

    RenderedPdf rendered = render(html.formatted(LINES), faults);

    assertThat(Rendering.text(rendered)).contains("x", "line");
    assertThat(faults).isEmpty();
  }

  /** Documents whose own styles cause the failure. */
  @Test
  void anEngineFailureIsWorkedAroundAndReported() throws IOException {
    List<Throwable> faults = new ArrayList<>();

    RenderedPdf rendered =
        render(
            "<style>table{-fs-table-paginate:paginate}tr{page-break-inside:avoid}</style>"
                + "<table><tr><td>"
                + "<div style='display:inline-block'><table><tr><td>x</td></tr></table></div>"
                + LINES
                + "</td></tr></table>",
            faults);

    assertThat(Rendering.text(rendered)).contains("x");
    assertThat(Rendering.text(rendered).split("line", -1)).hasSize(61);
    assertThat(faults).singleElement().isInstanceOf(NullPointerException.class);
    assertThat(faults.get(0).getStackTrace()).isNotEmpty();
  }

  @Test
  void attemptsShareOneDeadline() {
    RenderedPdf rendered =
        Rendering.renderer(Rendering.limits(Duration.ofMillis(1), 10))
            .render(
                Rendering.prepared(Rendering.OPTIONS, Rendering.html(LINES.repeat(100))),
                Rendering.OPTIONS);

    assertThat(rendered)
        .isInstanceOfSatisfying(
            RenderedPdf.Rejected.class,
            rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.RENDER_TIMEOUT));
  }

  private static RenderedPdf render(String html, List<Throwable> faults) {
    return Rendering.renderer(Rendering.LIMITS)
        .render(
            Rendering.prepared(Rendering.OPTIONS, Rendering.html(html)),
            Rendering.OPTIONS,
            faults::add);
  }
}
