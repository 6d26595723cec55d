package dev.hookpress.render.css.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of CSS Counter Styles 3, and its predefined styles. */
class CounterStylesTest {
  private static final String RULES =
      "@counter-style triangle{system:cyclic;symbols:\u2023;suffix:' '}"
          + "@counter-style circled{system:fixed;symbols:\u24b6 \u24b7 \u24b8}"
          + "@counter-style later{system:fixed 5;symbols:e f}"
          + "@counter-style footnote{system:symbolic;symbols:'*' \u2051 \u2020;suffix:' '}"
          + "@counter-style go{system:alphabetic;symbols:\u25e6 \u25cf}"
          + "@counter-style ternary{system:numeric;symbols:'0' '1' '2'}"
          + "@counter-style dice{system:additive;additive-symbols:6 \u2685,5 \u2684,1 \u2680}"
          + "@counter-style padded{system:extends decimal;pad:3 '0';prefix:'[';suffix:']'}"
          + "@counter-style accounts{system:extends decimal;negative:'(' ')'}"
          + "@counter-style few{system:extends upper-roman;range:1 3,10 infinite;fallback:go}"
          + "@counter-style self{system:extends self}"
          + "@counter-style one{system:extends two}@counter-style two{system:extends one}"
          + "@counter-style broken{system:cyclic}"
          + "@counter-style decimal{system:cyclic;symbols:x}";

  private final CounterStyles styles = CounterStyles.of(RULES);

  @ParameterizedTest
  @CsvSource({
    "triangle, 7, '\u2023 '",
    "circled, 2, '\u24b7. '",
    "circled, 4, '4. '",
    "later, 6, 'f. '",
    "later, 4, '4. '",
    "footnote, 3, '\u2020 '",
    "footnote, 5, '\u2051\u2051 '",
    "footnote, 0, '0 '",
    "go, 3, '\u25e6\u25e6. '",
    "go, 6, '\u25cf\u25cf. '",
    "ternary, 5, '12. '",
    "ternary, -5, '-12. '",
    "dice, 11, '\u2685\u2684. '",
    "dice, 3, '\u2680\u2680\u2680. '",
    "dice, 1000000, '1000000. '",
    "padded, 7, '[007]'",
    "padded, -7, '[-07]'",
    "accounts, -4, '(4). '",
    "few, 2, 'II. '",
    "few, 4, '\u25e6\u25cf. '",
    "few, 14, 'XIV. '",
    "self, 3, '3. '",
    "one, 3, '3. '",
    "broken, 3, '3. '",
    "decimal, 3, '3. '",
    "unknown, 3, '3. '",
    "lower-greek, 2, '\u03b2. '",
    "LOWER-GREEK, 25, '\u03b1\u03b1. '",
    "hebrew, 15, '\u05d8\u05d5. '",
    "georgian, 12, '\u10d8\u10d1. '",
    "upper-armenian, 21, '\u053b\u0531. '",
    "cjk-decimal, 10, '\u4e00\u3007\u3001'",
    "cjk-heavenly-stem, 2, '\u4e59\u3001'",
    "cjk-heavenly-stem, 11, '\u4e00\u4e00\u3001'",
    "katakana, 3, '\u30a6\u3001'",
    "thai, 12, '\u0e51\u0e52. '",
    "decimal-leading-zero, 5, '05. '",
  })
  void markersOfItems(String style, int value, String text) {
    assertThat(styles.marker(style, value)).isEqualTo(text);
  }

  @Test
  void textsAreBounded() {
    CounterStyles hostile =
        CounterStyles.of(
            "@counter-style s{system:symbolic;symbols:abcdefghij}"
                + "@counter-style p{system:extends decimal;pad:1000000 '0'}"
                + "@counter-style a{system:additive;additive-symbols:2 x,1 y}");

    assertThat(hostile.text("s", Integer.MAX_VALUE)).isEqualTo("2147483647");
    assertThat(hostile.text("s", 100)).isEqualTo("100");
    assertThat(hostile.text("p", 1)).hasSizeLessThan(100);
    assertThat(hostile.text("a", Integer.MIN_VALUE)).isEqualTo("-2147483648");
    assertThat(hostile.text("a", 7)).isEqualTo("xxxy");
  }

  @Test
  void aChainOfStylesEndsInNumbers() {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      css.append("@counter-style s%d{system:extends s%d;fallback:s%d}".formatted(i, i + 1, i + 1));
    }
    assertThat(CounterStyles.of(css.toString()).marker("s0", 8)).isEqualTo("8. ");
  }
}
