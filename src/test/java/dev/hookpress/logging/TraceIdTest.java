package dev.hookpress.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void theSecondFieldOfTraceparentIsTheId() {
    String header = "00-" + ID + "-00f067aa0ba902b7-01";
    assertThat(TraceId.of(header)).isEqualTo(ID);
    assertThat(TraceId.of(Map.of("TraceParent", header, "x", "y"))).isEqualTo(ID);
    assertThat(TraceId.of(Map.of("x", "y"))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-4bf92f35",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e\n736-00f067aa0ba902b7-01"
      })
  void anythingElseIsNone(String header) {
    assertThat(TraceId.of(header)).isEmpty();
  }
}
