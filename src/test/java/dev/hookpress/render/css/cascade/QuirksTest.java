package dev.hookpress.render.css.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths without a unit and colours without a number sign, in quirks mode only. */
class QuirksTest {
  private static final double LEFT = 56.69;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 312 | 15 | #ff0000",
        "<!DOCTYPE html> | 18 | 0 | #ffffff",
      })
  void valuesAreCompleted(String doctype, double width, double indent, String colour)
      throws IOException {
    String rule = "<style>div{margin-left:20;background-color:ff0000;height:40px}</style>";
    String body =
        "<body style='margin:0'><div>a</div><table cellpadding=8 cellspacing=0><tr>"
            + "<td style='WIDTH: 400'>b<td>c</table>";
    SeenPage page = page(doctype + "<html>" + rule + body);

    assertThat(page.word("a").left()).isCloseTo(LEFT + indent, within(1.0));
    assertThat(page.colour(LEFT + 100, page.word("a").baseline() + 3)).isEqualTo(colour);
    assertThat(page.word("c").left()).isCloseTo(LEFT + width + 6, within(8.0));
  }

  @Test
  void otherPropertiesAndFunctionsAreNot() throws IOException {
    SeenPage page =
        page(
            "<html><style>p{margin:0;width:300;line-height:2;background:00ff00;font-weight:700}"
                + "</style><body style='margin:0'><p>a<br>b</p>");

    assertThat(page.word("b").baseline() - page.word("a").baseline()).isCloseTo(24, within(1.0));
    assertThat(page.colour(LEFT + 100, page.word("a").baseline())).isEqualTo("#ffffff");
    assertThat(page.word("a").font()).contains("Bold");
  }

  @Test
  @Timeout(10)
  void longStylesheetsAreSearchedOnce() {
    assertThat(Quirks.areIn("width:".repeat(200_000))).isFalse();
    assertThat(Quirks.areIn("width: ".repeat(200_000) + "5")).isTrue();
    assertThat(Quirks.areIn("a{color :\nfff}")).isTrue();
    assertThat(Quirks.areIn("a{color:red;width:0;height:0.0;line-height:5}")).isFalse();
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
