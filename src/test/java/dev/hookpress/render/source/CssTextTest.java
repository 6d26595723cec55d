package dev.hookpress.render.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CssTextTest {
  @Test
  void unterminatedCssIsReadInTime() {
    for (String piece : List.of("/* ", "url(", "@import \"", "@font-face{", "url(\"", "src:")) {
      String css = piece.repeat(900_000 / piece.length());

      assertThat(CssText.references(css)).hasSizeLessThan(1_000_000);
      assertThat(new FontFaceRules().takeFrom(css, "")).isNotNull();
    }
  }
}
