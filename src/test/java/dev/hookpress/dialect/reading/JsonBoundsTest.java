package dev.hookpress.dialect.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is bounded before a tree is made of it, and its faults cost no more than are kept. */
class JsonBoundsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void countsTokensWithoutATree() {
    assertThat(Json.weigh(bytes("{\"a\":[1,\"b\",null]}"))).isEqualTo(new Json.Weight.Tokens(8));
    assertThat(Json.weigh(bytes("7"))).isEqualTo(new Json.Weight.Tokens(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1] 2",
        "{\"a\":1,\"a\":2}",
        "\"\u0000\"",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void refusesWithoutATreeWhatReadingRefuses(String text) {
    Json.Read read = Json.read(bytes(text));
    Json.Weight weight = Json.weigh(bytes(text));

    assertThat(read).isInstanceOf(Json.Read.Malformed.class);
    assertThat(((Json.Weight.Malformed) weight).problem())
        .isEqualTo(((Json.Read.Malformed) read).problem());
  }

  @Test
  void refusesMoreTokensThanATreeMayHave() {
    byte[] many = bytes("[" + "{\"a\":{\"a\":0}},".repeat(Json.MAX_TOKENS / 6) + "0]");

    assertThat(((Json.Weight.Malformed) Json.weigh(many)).problem().detail())
        .contains("500000 tokens");
    assertThat(((Json.Read.Malformed) Json.read(many)).problem().detail())
        .contains("500000 tokens");
  }

  @Test
  void lettersBeyondAsciiAreReadInPieces() {
    String text = "\"" + "ä€𝄞".repeat(10_000) + "\"";

    assertThat(Json.read(bytes(text))).isInstanceOf(Json.Read.Tree.class);
    byte[] broken = bytes(text);
    broken[20_000] = (byte) 0xff;
    assertThat(Json.read(broken)).isInstanceOf(Json.Read.Malformed.class);
  }

  @Test
  void misspeltNamesCostNoMoreThanTheFaultsThatAreKept() {
    StringBuilder object = new StringBuilder("{");
    IntStream.range(0, 4_000).forEach(i -> object.append("\"cal1back_" + i + "\":0,"));
    byte[] body = bytes(object.append("\"x\":0}").toString());
    long fastest = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long began = System.nanoTime();
      Faults faults = new Faults();
      StrictObject read =
          StrictObject.of(((Json.Read.Tree) Json.read(body)).root(), "", faults).orElseThrow();
      IntStream.range(0, 40).forEach(i -> read.value("callback_of_this_length_" + i));
      read.end();
      fastest = Math.min(fastest, System.nanoTime() - began);
      assertThat(faults.problem().errors()).hasSize(Faults.MAX);
    }

    assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(60));
  }
}
