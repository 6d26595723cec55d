package dev.hookpress.render.pdf.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no colour of its own, drawn after something translucent. */
class OpacityLeftTest {
  private static final String RED =
      "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%22100%22 "
          + "height=%2250%22%3E%3Crect width=%22100%22 height=%2250%22 fill=%22%23ff0000%22/%3E"
          + "%3C/svg%3E";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "background:linear-gradient(#ff0000,#ff0000)",
        "background:rgba(255,255,255,.1) linear-gradient(90deg,#ff0000,#ff0000)",
        "background:radial-gradient(circle,rgba(0,0,0,.2),transparent),"
            + "linear-gradient(#ff0000 0%,#ff0000 50%,#ff0000)",
      })
  void aGradientIsAsOpaqueAsItSays(String style) throws IOException {
    SeenPage page = page("<div style='" + style + "'><b style='color:#ffffff'>WORD</b></div>");

    assertThat(beside(page)).isEqualTo("#ff0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src='" + RED + "'>",
        "<svg width=100 height=50><rect width=100 height=50 fill='#ff0000'/></svg>"
      })
  void aPictureIsAsOpaqueAsItIs(String picture) throws IOException {
    SeenPage page = page(picture + "WORD");

    SeenPage.Word word = page.word("WORD");
    assertThat(page.colour(word.left() - 20, word.baseline() - 20)).isEqualTo("#ff0000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "background:linear-gradient(135deg,rgba(255,255,255,.1),rgba(255,255,255,.1)) | #1a1a1a",
        "background:linear-gradient(rgba(0,0,255,.2),rgba(0,0,255,.2)) | #000033",
        "background:linear-gradient(135deg,rgba(255,255,255,.1),transparent) | #0d0d0d",
        "background:radial-gradient(#00ff00,transparent) | #000000",
        "background:radial-gradient(circle,transparent,#00ff00 70%) | #000000",
      })
  void aPanelShowsThePageBehindIt(String style, String expected) throws IOException {
    SeenPage page =
        page(
            "<div style='background:#000'><div style='"
                + style
                + "'><b style='color:#ff0000'>WORD</b></div></div>");

    assertThat(beside(page)).isEqualTo(expected);
  }

  private static String beside(SeenPage page) {
    SeenPage.Word word = page.word("WORD");
    return page.colour(word.left() + 1, word.baseline() + 1.5);
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><div style='overflow:hidden;border:1px solid rgba(0,0,255,.1)'>"
                    + html
                    + "</div>")));
  }
}
