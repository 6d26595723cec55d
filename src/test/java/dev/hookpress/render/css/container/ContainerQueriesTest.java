package dev.hookpress.render.css.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that apply by the width of a container: the page's area is 643 pixels wide. */
class ContainerQueriesTest {
  private static final String CSS =
      "<!DOCTYPE html><style>body{margin:0;font:10px Arial}p{margin:0}"
          + ".c{container:card / inline-size}%s</style>";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(min-width: 400px) | <div class=c>%s</div> | yes",
        "(min-width: 700px) | <div class=c>%s</div> | no",
        "(width < 250px) | <div class=c style='width:240px'>%s</div> | yes",
        "(width < 250px) | <div class=c style='width:200px;padding:0 30px'>%s</div> | yes",
        "(200px < inline-size <= 240px) | <div class=c style='width:240px'>%s</div> | yes",
        "(width < 250px) | <div style='width:240px'>%s</div> | no",
        "card (width > 1px) | <div class=c>%s</div> | yes",
        "card | <div class=c>%s</div> | yes",
        "other (width > 1px) | <div class=c>%s</div> | no",
        "card (width > 500px) | <div class=c><div style='container-type:size'>%s</div></div> | yes",
        "not (width > 500px) | <div class=c>%s</div> | no",
        "(width > 9px) and (not (width > 300px)) | <div class=c style='width:99px'>%s</div> | yes",
        "style(--a: 1) | <div class=c>%s</div> | no",
        "(height > 1px) | <div class=c>%s</div> | no",
        "(width > 400px) | <div style='display:flex'><i style='width:20px'>a</i>"
            + "<div class=c style='flex:1'>%s</div></div> | yes",
        "(width < 162px) | <div style='display:grid;grid-template-columns:1fr 3fr'>"
            + "<div class=c>%s</div></div> | yes",
        "(width < 162px) | <table style='width:100%%'><tr><td>"
            + "<div class=c>%s</div></td><td style='width:500px'>a</td></table> | yes",
      })
  void applyByTheWidthOfTheNearestContainer(String query, String body, String applies)
      throws IOException {
    String css = "@container " + query + "{p{color:#ff0000;font-size:30px}}";
    SeenPage page = page(css, body.formatted("<p>WORD</p>"));

    SeenPage.Word word = page.word("WORD");
    assertThat(word.right() - word.left() > 40).isEqualTo(applies.equals("yes"));
  }

  @Test
  void aQueriedContainerMayChangeTheWidthOfOneWithin() throws IOException {
    SeenPage page =
        page(
            ".i{container:inner / inline-size;width:100px}"
                + "@container card (width > 500px){.i{width:300px}}"
                + "@container inner (width > 250px){p{font-size:30px}}",
            "<div class=c><div class=i><p>WORD</p></div></div>");

    assertThat(page.word("WORD").right() - page.word("WORD").left()).isGreaterThan(60);
  }

  @Test
  void aContainerInContainersIsAskedByBoth() throws IOException {
    SeenPage page =
        page(
            "@container (width > 500px){@container (width > 600px){p{font-size:30px}}}",
            "<div class=c><p>WORD</p></div>");

    assertThat(page.word("WORD").right() - page.word("WORD").left()).isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"10cqw, 200", "10cqi, 200", "10cqw, 100", "5cqmin, 400"})
  void unitsAreSharesOfTheContainersWidth(String size, int width) throws IOException {
    SeenPage page =
        page(
            "p{font-size:" + size + "}",
            "<div class=c style='width:%dpx'><p>MM</div><div class=c><p>XX</div>".formatted(width));

    // An M of Arial is 0.833 of the size wide.
    SeenPage.Word word = page.word("MM");
    double share = Double.parseDouble(size.replaceAll("[a-z]+", "")) / 100;
    assertThat(word.right() - word.left()).isCloseTo(share * width * 1.666 * 0.75, within(1.0));
  }

  @Test
  void thoseThatNeverSettleEnd() throws IOException {
    SeenPage page =
        page(
            "b{display:block;width:100px}@container (width > 300px){.i{width:100px}}"
                + ".i{container-type:inline-size}.o{container-type:inline-size}",
            "<div class=c>" + "<div class=i>".repeat(60) + "<p>WORD" + "</div>".repeat(61));

    assertThat(page.visualLines()).containsExactly("WORD");
  }

  private static SeenPage page(String css, String body) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(CSS.formatted(css) + body)));
  }
}
