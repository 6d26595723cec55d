package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that a box cuts off is not in the document, as in what browsers print. */
class ClippedTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='max-height:0;overflow:hidden'>lost <b>words</b></div>",
        "<div style='height:20px;overflow:hidden'><p style='margin:20px'>lost</p></div>",
        "<div style='height:0;overflow:hidden'><p style='float:left'>lost</p></div>",
        "<div style='overflow:hidden;text-indent:-999px'>lost</div>",
        "<div style='position:relative;width:50px;overflow:hidden'>"
            + "<i style='position:absolute;left:60px'>lost</i></div>",
      })
  void isLeftOut(String html) throws IOException {
    assertThat(page(html + "<p>kept</p>").visualLines()).containsExactly("kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div style='overflow:hidden'>kept</div>",
        "<div style='overflow:hidden;height:8px;line-height:12px'>kept</div>",
        "<div style='overflow:hidden;height:0'><i style='position:absolute'>kept</i></div>",
        "<div style='overflow:hidden;height:20px'>"
            + "<p style='margin:40px 0;transform:translateY(-40px)'>kept</p></div>",
      })
  void isKeptWhereItShows(String html) throws IOException {
    assertThat(page(html).visualLines()).containsExactly("kept");
  }

  @Test
  void endsWithTheLetterThatIsCut() throws IOException {
    List<String> lines =
        page("<div style='overflow:hidden;width:100px;white-space:nowrap;font:10px Courier New'>"
                + "1234567890123456789012345</div>")
            .visualLines();

    // Each letter is 6.001 pixels wide.
    assertThat(lines).containsExactly("12345678901234567");
  }

  @Test
  void beginsWithTheLetterThatIsCut() throws IOException {
    List<String> lines =
        page("<div style='overflow:hidden;width:100px;font:10px Courier New'>"
                + "<p style='margin:0 0 0 -15px'>1234567890</p></div>")
            .visualLines();

    assertThat(lines).containsExactly("34567890");
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render("<!DOCTYPE html><html><body>" + body)));
  }
}
