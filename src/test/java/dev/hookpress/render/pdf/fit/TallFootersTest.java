package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A footer is on every page of its table if it is low, and else once, at the end. */
class TallFootersTest {
  private static final int ROWS = 40;

  @Test
  void aLowFooterIsRepeated() throws IOException {
    assertThat(footers("height:40px")).containsExactly(1, 1);
  }

  @Test
  void aTallFooterIsAtTheEnd() throws IOException {
    assertThat(footers("height:300px")).containsExactly(0, 1);
  }

  /** How often each page has the footer, which stands before the body in the document. */
  private static List<Integer> footers(String style) throws IOException {
    String html =
        "<!DOCTYPE html><body><table><thead><tr><th>HEAD</th></tr></thead><tfoot><tr><td style='"
            + style
            + "'>TOTAL</td></tr></tfoot><tbody>"
            + "<tr><td style='height:25px'>row</td></tr>".repeat(ROWS)
            + "</tbody></table>";
    var pdf = Rendering.pdf(Rendering.render(html));
    List<Integer> counts = new ArrayList<>();
    for (int page = 0; page < pdf.pages(); page++) {
      List<String> lines = SeenPage.of(pdf, page + 1).visualLines();
      counts.add((int) lines.stream().filter("TOTAL"::equals).count());
      if (counts.get(page) > 0 && page == pdf.pages() - 1) {
        assertThat(lines).endsWith("TOTAL");
      }
    }
    return counts;
  }
}
