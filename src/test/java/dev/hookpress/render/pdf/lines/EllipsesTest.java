package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are cut off, as a browser prints them. */
class EllipsesTest {
  private static final String CUT =
      "overflow:hidden;white-space:nowrap;text-overflow:ellipsis;width:100px";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A heading that does not fit | A heading t\u2026",
        "It fits | It fits",
        "A <b>heading that</b> does not fit | A heading \u2026",
        "A <b>heading</b> that does not fit | A heading \u2026",
        "<span>A heading that does not fit</span> | A heading t\u2026",
        "A<br>heading that does not fit | A/heading tha\u2026",
        "A   <i>heading</i>   ok | A heading ok",
      })
  void aLineThatDoesNotFitEndsWithAnEllipsis(String body, String lines) throws IOException {
    SeenPage page = page("<div style='" + CUT + "'>" + body + "</div>");

    assertThat(String.join("/", page.visualLines())).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource({"clip, visible", "clip, hidden", "ellipsis, visible"})
  void othersHaveNone(String textOverflow, String overflow) throws IOException {
    SeenPage page =
        page(
            "<div style='width:100px;white-space:nowrap;text-overflow:%s;overflow:%s'>"
                    .formatted(textOverflow, overflow)
                + "A heading that does not fit</div>");

    assertThat(page.visualLines().get(0)).startsWith("A heading that").doesNotContain("\u2026");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<table style='table-layout:fixed;width:200px'><tr><td style='%s'>",
        "<div style='display:flex;width:200px'><div style='flex:1;min-width:0;%s'>",
        "<div style='display:grid;grid-template-columns:100px 1fr'><div style='%s'>",
        "<div style='float:left;%s'>",
        "<div style='position:absolute;%s'>",
        "<span style='display:inline-block;%s'>",
      })
  void cellsAndItemsAreCutAlike(String box) throws IOException {
    SeenPage page = page(box.formatted(CUT) + "A heading that does not fit into any such box");

    assertThat(page.visualLines().get(0)).startsWith("A heading t").endsWith("\u2026");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | one two three | one two\u2026/after",
        "2 | one two three four five six | one two/three fo\u2026/after",
        "2 | one two <b>three four</b> five six | one two/three fo\u2026/after",
        "2 | one two three | one two/three/after",
        "9 | one two three | one two/three/after",
      })
  void onlyTheFirstLinesAreShown(int lines, String text, String seen) throws IOException {
    SeenPage page =
        page(
            "<p style='display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden;"
                + "-webkit-line-clamp:%d;width:75px;margin:0'>%s</p>after".formatted(lines, text));

    assertThat(String.join("/", page.visualLines())).isEqualTo(seen);
    double rows = page.word("after").baseline() - page.word("one").baseline();
    int shown = seen.split("/").length - 1;
    assertThat(Math.round(rows / (18.4 * 0.75))).isEqualTo(shown);
  }

  @Test
  void whatIsUnderTheEllipsisIsNoLongerUnderlined() throws IOException {
    SeenPage page =
        page(
            "<div style='color:#ff0000;"
                + CUT
                + "'><u style='color:#0000ff'>A heading that is"
                + " long</u></div>");

    SeenPage.Word word = page.word("t\u2026");
    assertThat(page.colour(word.left() + 2, word.baseline() + 1.5)).isNotEqualTo("#ffffff");
    assertThat(page.colour(word.right() - 2, word.baseline() + 1.5)).isEqualTo("#ffffff");
  }

  @Test
  void hostileOnesAreBounded() throws IOException {
    String nested = "<b>".repeat(150) + "word ".repeat(20_000) + "</b>".repeat(150);
    SeenPage page = page("<div style='" + CUT + "'>" + nested + "</div>");

    assertThat(page.visualLines()).hasSize(1);
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>body{font:16px Arial;line-height:18.4px}</style>" + body)));
  }
}
