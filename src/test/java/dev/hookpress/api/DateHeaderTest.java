package dev.hookpress.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateHeaderTest {
  private final DateHeader dates = new DateHeader();

  @Test
  void isTheDateOfEachSecond() {
    assertThat(dates.at(Instant.parse("2026-03-01T12:30:59.999Z")))
        .isEqualTo("Sun, 01 Mar 2026 12:30:59 GMT");
    assertThat(dates.at(Instant.parse("2026-03-01T12:31:00Z")))
        .isEqualTo("Sun, 01 Mar 2026 12:31:00 GMT");
    assertThat(dates.at(Instant.parse("2026-03-01T12:31:00.500Z")))
        .isEqualTo("Sun, 01 Mar 2026 12:31:00 GMT");
    // The clock may be set back.
    assertThat(dates.at(Instant.parse("2026-03-01T12:30:59Z")))
        .isEqualTo("Sun, 01 Mar 2026 12:30:59 GMT");
  }
}
