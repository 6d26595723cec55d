package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page does not show. */
class OffPageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "right:-360px;width:360px",
        "left:-400px;width:400px",
        "right:-300px;width:300px;display:flex",
        "left:-100%;width:80%",
        "left:0;width:15em;transform:translateX(-100%)",
        "right:0;width:15rem;transform:translateX(15rem)",
        "left:0;right:0;transform:translateY(-100%)",
        "top:auto;bottom:0;left:0;transform:translateY(120%)",
        "left:-20em;width:15em"
      })
  void aPanelBesideThePageIsNotPrinted(String style) throws IOException {
    SeenPage page =
        page("<div style='position:fixed;top:0;" + style + "'>PANEL WORDS</div><p>TEXT</p>");

    assertThat(String.join("\n", page.visualLines())).contains("TEXT").doesNotContain("PANEL");
  }

  @Test
  void aFixedBoxThatReachesIntoThePageIsPrinted() throws IOException {
    SeenPage page =
        page("<div style='position:fixed;top:0;left:-20px;width:300px'>A LONG PANEL</div>");

    assertThat(String.join("\n", page.visualLines())).contains("PANEL");
  }

  @Test
  void aHandleOfAPanelBesideThePageIsPrinted() throws IOException {
    SeenPage page =
        page(
            "<div style='position:fixed;top:0;left:0;width:200px;transform:translateX(-100%)'>"
                + "PANEL<b style='position:absolute;left:210px'>HANDLE</b></div>");

    assertThat(String.join("\n", page.visualLines())).contains("HANDLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='position:absolute;left:-90px;width:80px'>BESIDE</p>",
        "<p style='position:absolute;right:-90px;width:80px'>BESIDE</p>",
        "<p style='margin-left:-90px;white-space:nowrap'>BESIDE</p>"
      })
  void textInTheMarginBesideThePageIsLeftOut(String beside) throws IOException {
    SeenPage page = page("<body style='overflow-x:hidden;margin:0'>" + beside + "<p>TEXT</p>");

    assertThat(page.visualLines()).containsExactly("TEXT");
  }

  @Test
  void theTextOfAMissingImageIsCutOffAtItsSize() throws IOException {
    SeenPage page =
        page(
            "<!DOCTYPE html><body style='margin:0'>"
                + "<img src='x.png' alt='MMMMMMMM' width=40 height=40"
                + " style='display:block;background:#ffffff;color:#ff0000;font:20px Arimo'>");

    for (double x = 56.7 + 31; x < 150; x += 1) {
      for (double y = 56.7; y < 56.7 + 80; y += 1) {
        assertThat(page.colour(x, y)).isEqualTo("#ffffff");
      }
    }
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
