package dev.hookpress.render.pdf.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Text is drawn, and so extracted by whoever does not sort it, in the order in which it is read.
 */
final class TextOrderTest {
  @Test
  void textAfterAnElementIsDrawnAfterIt() throws IOException {
    assertThat(text("<p>zero <b>one</b>, two <i>three <b>four</b> five</i>. six</p>"))
        .isEqualTo("zero one, two three four five. six");
  }

  @Test
  void textStaysWhereItIsAndLooksTheSame() throws IOException {
    String style = "<style>b{font-weight:normal}p{color:#c00;width:300px}</style>";
    String words = "one two three four five six seven eight nine ten eleven twelve thirteen ";
    SeenPage plain = page(style + "<p>" + words.repeat(2) + "</p>");
    SeenPage mixed =
        page(style + "<p>" + (words.replace("five", "<b>five</b>")).repeat(2) + "</p>");

    for (String word : words.split(" ")) {
      assertThat(mixed.word(word).left()).isCloseTo(plain.word(word).left(), within(1.0));
      assertThat(mixed.word(word).baseline()).isEqualTo(plain.word(word).baseline());
    }
  }

  @Test
  void elementsInTablesFloatsAndPositionedBoxesAreInOrderToo() throws IOException {
    assertThat(text("<table><tr><td><b>1</b>, 2</td></tr></table>")).isEqualTo("1, 2");
    assertThat(text("<div style='float:left'><b>1</b>, 2</div>")).isEqualTo("1, 2");
    assertThat(text("<div style='position:absolute;top:0'><b>1</b>, 2</div>")).isEqualTo("1, 2");
  }

  private static String text(String html) throws IOException {
    return Rendering.text(Rendering.render(html)).strip();
  }

  private static SeenPage page(String html) throws IOException {
    return SeenPage.of(Rendering.pdf(Rendering.render(html)));
  }
}
