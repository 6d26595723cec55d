package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines are as wide as in the fonts that documents name. */
class MetricTwinsTest {
  private static final Fonts FONTS = Fonts.load();
  private static final String LINE = "The_quick_brown_fox_jumps_over_13_lazy_dogs_at_$4,567.89";

  /** The standard fonts of PDF, whose widths Adobe publishes, are those of the families. */
  @ParameterizedTest
  @CsvSource({
    "Arial,normal,normal,HELVETICA",
    "Arial,bold,normal,HELVETICA_BOLD",
    "Helvetica,normal,italic,HELVETICA_OBLIQUE",
    "Helvetica,bold,italic,HELVETICA_BOLD_OBLIQUE",
    "Times New Roman,normal,normal,TIMES_ROMAN",
    "Times New Roman,bold,normal,TIMES_BOLD",
    "Times,normal,italic,TIMES_ITALIC",
    "Times,bold,italic,TIMES_BOLD_ITALIC",
    "Courier New,normal,normal,COURIER",
    "Courier New,bold,normal,COURIER_BOLD",
    "Courier,normal,italic,COURIER_OBLIQUE",
    "Courier,bold,italic,COURIER_BOLD_OBLIQUE"
  })
  void aLineIsAsWideAsInTheFamily(String family, String weight, String style, FontName font)
      throws IOException {
    double width =
        width("font-family:'%s';font-weight:%s;font-style:%s".formatted(family, weight, style));

    assertThat(width)
        .isCloseTo(
            new PDType1Font(font).getStringWidth(LINE) / 1000 * 12
                + kerning(family, weight, style) * 12,
            within(0.3));
  }

  /** Widths of the line in Carlito and Caladea, in thousandths of the font size. */
  @ParameterizedTest
  @CsvSource({
    "Calibri,normal,normal,26209",
    "Calibri,bold,normal,26653",
    "Cambria,normal,normal,24702",
    "Cambria,bold,italic,27331"
  })
  void calibriAndCambriaHaveTheirTwins(String family, String weight, String style, double width)
      throws IOException {
    assertThat(
            width("font-family:'%s';font-weight:%s;font-style:%s".formatted(family, weight, style)))
        .isCloseTo(width / 1000 * 12 + kerning(family, weight, style) * 12, within(0.3));
  }

  @Test
  void linesAreAsFarApartAsInBrowsers() throws IOException {
    // Ascent, descent and line gap of Arial: 1854 + 434 + 67 of 2048.
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<div style='font:100pt Arial;line-height:normal'>one<br>two</div>")));

    assertThat(page.word("two").baseline() - page.word("one").baseline())
        .isCloseTo(115, within(0.3));
  }

  /** The published widths are those of letters apart. */
  private static double kerning(String family, String weight, String style) {
    FontFace face =
        FONTS
            .families()
            .faceOrTwin(family, weight.equals("bold") ? 700 : 400, style.equals("italic"))
            .orElseThrow();
    double sum = 0;
    for (int i = 1; i < LINE.length(); i++) {
      sum += FONTS.face(face).widths().kerning(LINE.charAt(i - 1), LINE.charAt(i));
    }
    return sum;
  }

  private static double width(String style) throws IOException {
    SeenPage.Word word =
        SeenPage.of(
                Rendering.pdf(
                    Rendering.render(
                        "<p style=\"font-size:12pt;%s\">%s</p>".formatted(style, LINE))))
            .word(LINE);
    return word.right() - word.left();
  }
}
