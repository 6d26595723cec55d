package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines break within generated text where they would in one text. */
class GeneratedContentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a::after { content: ' (' attr(href) ')' }",
        ":root a::after { content: \" (\" attr(href) \")\" }",
        "a::after { content: ' (' attr(href) counter(none) ')' }",
      })
  void doesNotLeaveAParenthesisAlone(String css) throws IOException {
    SeenPage page =
        page(css, "Words before a <a href='https://example.org/a/page'>link</a> and after");

    assertThat(page.visualLines())
        .containsExactly(
            "Words before a link",
            css.contains("counter")
                ? "(https://example.org/a/page0) and after"
                : "(https://example.org/a/page) and after");
  }

  private static SeenPage page(String css, String html) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><style>p { width: 280px } "
                    + css
                    + "</style><body style='margin:0;font:16px Arimo'><p>"
                    + html
                    + "</p></body>")));
  }
}
