package dev.hookpress.render.pdf.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that begin where their automatic margins say, in a container of 600 pixels. */
class AutomaticMarginsTest {
  @ParameterizedTest
  @CsvSource({
    "max-width:400px;margin:0 auto, 100",
    "max-width:400px;margin:0 auto;padding:0 30px, 100",
    "max-width:400px;margin:0 auto;padding:0 30px;box-sizing:border-box, 130",
    "width:400px;margin:0 auto;padding:0 30px;box-sizing:border-box, 130",
    "width:100%;max-width:400px;margin:0 auto;padding:0 30px;box-sizing:border-box, 130",
    "width:50%;margin:0 auto;padding:0 30px;border:10px solid;box-sizing:border-box, 190",
    "max-width:400px;margin-left:auto, 200",
    "max-width:400px;margin:0 20px 0 auto, 180",
    "max-width:900px;margin:0 auto, 0",
    "width:400px;margin:0 auto;padding:0 30px, 100",
    "--w:400px;max-width:var(--w);margin:0 auto;padding:0 30px;box-sizing:border-box, 130",
  })
  void areResolved(String style, double pixels) throws IOException {
    SeenPage page = page("<div style='" + style + "'>word</div>");

    assertThat(left(page, "word")).isCloseTo(pixels, within(1.0));
  }

  @Test
  void allThatIsInABlockMovesWithIt() throws IOException {
    SeenPage page =
        page(
            """
            <style>.c { max-width: 400px; margin: 0 auto; position: relative }
            .a { position: absolute; left: 10px; top: 100px }</style>
            <div class=c><div style="float:left;width:50px">first</div>
            <p><b style="float:left;width:50px">second</b>line</p>
            <div class=a>positioned</div><table style="clear:both">
            <td style="padding:0">cell</table>
            <div style="max-width:200px;margin:0 auto">inner</div>
            <div style="overflow:hidden"><i style="float:left">held</i></div></div>
            """);

    assertThat(left(page, "first")).isCloseTo(100, within(1.0));
    assertThat(left(page, "second")).isCloseTo(150, within(1.0));
    assertThat(left(page, "line")).isCloseTo(200, within(1.0));
    assertThat(left(page, "positioned")).isCloseTo(110, within(1.0));
    assertThat(left(page, "cell")).isCloseTo(102, within(1.0));
    assertThat(left(page, "inner")).isCloseTo(200, within(1.0));
    assertThat(left(page, "held")).isCloseTo(100, within(1.0));
  }

  private static double left(SeenPage page, String word) {
    return (page.word(word).left() - 56.69) / 0.75;
  }

  private static SeenPage page(String body) throws IOException {
    return SeenPage.of(
        Rendering.pdf(
            Rendering.render(
                "<!DOCTYPE html><body style='margin:0;width:600px'>" + body + "</body>")));
  }
}
