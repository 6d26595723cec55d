package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page break that nothing follows begins no page. */
class LastBreakTest {
  private static final String BREAK = "page-break-after:always";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>a<p>b | 2",
        "<main><p>a</p><p>b</p> </main> <!-- end --> | 2",
        "<p>a<p>b</p><script>x()</script> | 2",
        "<p>a<p>b</p><div style='display:none'>hidden</div> | 2",
        "<section style='display:flex;flex-direction:column'><p>a</p><p>b</p></section> | 2",
        "<p>a<p>b</p>text | 3",
        "<main><p>a</p></main><div>b</div> | 2"
      })
  void beginsNoEmptyPage(String body, int pages) {
    String html = "<!DOCTYPE html><style>p{" + BREAK + "}</style><body>" + body;

    assertThat(Rendering.pdf(Rendering.render(html)).pages()).isEqualTo(pages);
  }
}
