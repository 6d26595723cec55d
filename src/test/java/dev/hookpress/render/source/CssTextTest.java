package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CssTextTest {
  private static final List<String> PIECES =
      List.of(
          "/* ",
          "url(",
          "@import \"",
          "@font-face",
          "@font-face ",
          "@font-face{",
          "url(\"",
          "src:");

  /** Reading each rule to the end of all would take minutes. */
  @Test
  @Timeout(30)
  void unterminatedCssIsReadInTime() {
    for (String piece : PIECES) {
      String css = piece.repeat(900_000 / piece.length());

      assertThat(CssText.references(css)).hasSizeLessThan(1_000_000);
      assertThat(new FontFaceRules().takeFrom(css, "")).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a { b: c } | 10",
        "url(data:x) | 5",
        "url( \"data:a)b\" ) | 9",
        "url('DATA:x') url(data:yy) | 13",
        "url(data.png) | 13",
        "data:x { color: red } | 21",
        "url(data:never ends | 19",
        "url(' | 5"
      })
  void imagesAndFontsInCssAreNoRules(String css, long length) {
    assertThat(CssText.ruleLength(css)).isEqualTo(length);
  }
}
