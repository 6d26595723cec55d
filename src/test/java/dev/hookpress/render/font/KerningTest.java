package dev.hookpress.render.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hookpress.render.Rendering;
import dev.hookpress.render.SeenPage;
import dev.hookpress.render.css.measure.TextMeasure;
import dev.hookpress.render.font.format.GlyphWidths;
import dev.hookpress.render.font.format.PairKerning;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters stand as close to each other as in browsers. */
class KerningTest {
  private static final Fonts FONTS = Fonts.load();
  private static final List<String> WORDS =
      List.of("AVATAR", "Type", "Yours,", "To.", "11/2011", "F.A.", "Wäre", "LVL", "P,", "r.v.");

  static Stream<FontFace> latinFaces() throws IOException {
    PackagedFaces packaged = PackagedFaces.load();
    return packaged.faces().stream()
        .filter(face -> packaged.coverage(face).has('A') && packaged.coverage(face).has(0xE4));
  }

  /** HarfBuzz, by Java's own text layout, shapes a word as browsers do. */
  @ParameterizedTest
  @MethodSource("latinFaces")
  void aWordIsAsWideAsHarfBuzzMakesIt(FontFace face) throws Exception {
    GlyphWidths widths = FONTS.face(face).widths();
    int em = FONTS.face(face).font().getUnitsPerEm();
    Font java =
        Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(Fonts.bytes(face)))
            .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON))
            .deriveFont((float) em);

    for (String word : WORDS) {
      assertThat(width(widths, word) * em).as(word).isCloseTo(width(java, word), within(1.0));
    }
  }

  private static double width(GlyphWidths widths, String word) {
    double sum = 0;
    for (int i = 0; i < word.length(); i++) {
      sum += widths.width(word.charAt(i));
      sum += i + 1 < word.length() ? widths.kerning(word.charAt(i), word.charAt(i + 1)) : 0;
    }
    return sum;
  }

  private static double width(Font font, String word) {
    FontRenderContext exact = new FontRenderContext(null, true, true);
    GlyphVector vector =
        font.layoutGlyphVector(
            exact, word.toCharArray(), 0, word.length(), Font.LAYOUT_LEFT_TO_RIGHT);
    return vector.getGlyphPosition(vector.getNumGlyphs()).getX();
  }

  /** In Arial, A and V are closer by 152 of 2048, and two ones by 152. */
  @Test
  void drawnLettersAreCloser() throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<p style='font:100pt Arial'>AV</p><p style='font:100pt Arial'>11</p>")));

    SeenPage.Word letters = page.word("AV");
    SeenPage.Word digits = page.word("11");
    assertThat(letters.right() - letters.left()).isCloseTo(66.7 * 2 - 7.42, within(0.3));
    assertThat(digits.right() - digits.left()).isCloseTo(55.6 * 2 - 7.42, within(0.3));
  }

  @Test
  void lettersFarApartAreKernedToo() throws IOException {
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render("<p style='font:20pt Arial;letter-spacing:1pt'>AVAVAVAV</p>")));

    SeenPage.Word word = page.word("AVAVAVAV");
    assertThat(word.right() - word.left()).isCloseTo(8 * 13.34 - 7 * 1.484 + 7, within(0.3));
  }

  @Test
  void aMeasuredTextIsAsWideAsADrawnOne() {
    TextMeasure measure = new FontMeasure(FONTS, List.of(), Map.of());

    assertThat(measure.width(new TextMeasure.Font(List.of("Arial"), 400, false, 100), "AV"))
        .isCloseTo(66.7 * 2 - 7.42, within(0.1));
  }

  /** Montserrat, unlike Arimo, is drawn without kerning where letters are far apart. */
  @ParameterizedTest
  @ValueSource(strings = {"Arial", "Montserrat"})
  void aMeasuredTextWithSpacingIsAsWideAsADrawnOne(String family) throws IOException {
    TextMeasure measure = new FontMeasure(FONTS, List.of(), Map.of());
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(
                Rendering.render(
                    "<p style='font:100pt %s;letter-spacing:10pt'>AVAT</p>".formatted(family))));

    SeenPage.Word word = page.word("AVAT");
    double measured =
        measure.width(new TextMeasure.Font(List.of(family), 400, false, 100), "AVAT", 10);
    assertThat(measured - 10).isCloseTo(word.right() - word.left(), within(0.6));
  }

  /** Joined letters are narrower than the same letters apart. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0641\u0627\u062a\u0648\u0631\u0629",
        "\u0636\u0631\u064a\u0628\u064a\u0629",
        "\u0627\u0644\u0627\u0633\u062a\u062d\u0642\u0627\u0642",
        "\u0939\u093f\u0928\u094d\u0926\u0940",
        "\u0936\u094d\u0930\u0940"
      })
  void aMeasuredTextOfJoinedLettersIsAsWideAsADrawnOne(String text) throws IOException {
    TextMeasure measure = new FontMeasure(FONTS, List.of(), Map.of());
    SeenPage page =
        SeenPage.of(
            Rendering.pdf(Rendering.render("<p style='font:60pt Arial'>A " + text + " B</p>")));

    double spaces = 2 * 60 * 0.278;
    double drawn = page.word("B").left() - page.word("A").right() - spaces;
    assertThat(measure.width(new TextMeasure.Font(List.of("Arial"), 400, false, 60), text))
        .isCloseTo(drawn, within(0.5));
  }

  @Test
  void aBrokenTableHasNoPairs() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] table = new byte[random.nextInt(400)];
      random.nextBytes(table);
      for (int at = 0; at < Math.min(10, table.length); at += 2) {
        table[at] = 0;
      }
      assertThat(PairKerning.of(table).between(5, 6)).isBetween(-32768, 32767);
    }
  }
}
