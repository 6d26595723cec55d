package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Rows of tables at the foot of a page. */
class RowBreaksTest {
  private static final String NEAR_THE_FOOT = "<div style='height:880px'></div>";

  @Test
  void aRowOfManyLinesBreaks() throws IOException {
    RenderedPdf.Pdf pdf = table("FIRST" + "<br>line".repeat(8) + "<br>LAST");

    assertThat(SeenPage.of(pdf, 1).visualLines()).contains("FIRST");
    assertThat(SeenPage.of(pdf, 2).visualLines()).contains("LAST");
  }

  @Test
  void aRowOfFewLinesIsKeptWhole() throws IOException {
    RenderedPdf.Pdf pdf = table("<p style='margin:30px 0'>FIRST</p><p>LAST</p>");

    assertThat(SeenPage.of(pdf, 1).visualLines()).doesNotContain("FIRST");
    assertThat(SeenPage.of(pdf, 2).visualLines()).contains("FIRST", "LAST");
  }

  private static RenderedPdf.Pdf table(String cell) {
    return Rendering.pdf(
        Rendering.render(NEAR_THE_FOOT + "<table><tr><td>" + cell + "</td></tr></table>"));
  }
}
