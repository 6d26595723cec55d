package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.pdf.RenderedPdf;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overflow of the root and of the body is the page's, and pages follow each other. */
class PageOverflowTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "html, body { height: 100% } html { overflow-x: hidden; overflow-y: scroll }",
        "html { height: 100%; overflow: hidden }",
        "body { height: 300px; overflow: hidden }",
        "html, body { height: 100% } body { overflow: auto }",
        "html, body { height: 100%; overflow-y: auto }",
        ":root { height: 100%; overflow: hidden } body { height: 100% }",
      })
  void allOfItIsPrinted(String css) throws IOException {
    RenderedPdf.Pdf pdf =
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>"
                    + css
                    + "</style><body>"
                    + "<p>line</p>".repeat(40)
                    + "<p>last</p></body>"));

    assertThat(SeenPage.of(pdf, 2).word("last").text()).isEqualTo("last");
  }
}
