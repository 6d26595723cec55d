package dev.hookpress.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Heads of attempts survive their storage as text, whatever a receiver answers. */
class ExchangeHeadsTest {
  @Test
  void bothHeadsAreReadBackWithNamesInLowerCase() {
    ExchangeHeads heads =
        new ExchangeHeads(Map.of("webhook-id", "msg_1"), Map.of("Content-Type", "text/plain: x"));

    ExchangeHeads read = ExchangeHeads.of(heads.text());

    assertThat(read.request()).containsExactly(Map.entry("webhook-id", "msg_1"));
    assertThat(read.answer()).containsExactly(Map.entry("content-type", "text/plain: x"));
    assertThat(ExchangeHeads.of(ExchangeHeads.NONE.text()).none()).isTrue();
  }

  @Test
  void cookiesAreHiddenAndControlCharactersReplaced() {
    ExchangeHeads heads =
        new ExchangeHeads(Map.of(), Map.of("Set-Cookie", "s=1", "x", "a\u0000\nb: c\r"));

    ExchangeHeads read = ExchangeHeads.of(heads.text());

    assertThat(heads.text()).doesNotContain("s=1", "\u0000", "\r");
    assertThat(read.answer())
        .containsOnly(Map.entry("set-cookie", "…"), Map.entry("x", "a  b: c "));
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    Map<String, String> many = new LinkedHashMap<>();
    many.put("first", "x".repeat(2_000));
    many.put("second", "x".repeat(100));

    assertThat(ExchangeHeads.of(new ExchangeHeads(Map.of(), many).text()).answer())
        .containsOnlyKeys("first");
  }
}
