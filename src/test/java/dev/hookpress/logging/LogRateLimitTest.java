package dev.hookpress.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogRateLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LogRateLimit limit = new LogRateLimit(nanos::get);

  @Test
  void oneLineASecondIsLogged() {
    assertThat(limit.admit()).hasValue(0);
    assertThat(limit.admit()).isEmpty();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    assertThat(limit.admit()).isEmpty();
  }

  @Test
  void theNextLineCountsTheSuppressedOnes() {
    limit.admit();
    limit.admit();
    limit.admit();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.admit()).hasValue(2);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.admit()).hasValue(0);
  }

  @Test
  void severalLinesASecondMayBeLogged() {
    LogRateLimit three = new LogRateLimit(3, nanos::get);
    assertThat(three.admit()).hasValue(0);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(three.admit()).hasValue(0);
    assertThat(three.admit()).hasValue(0);
    assertThat(three.admit()).isEmpty();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(three.admit()).hasValue(1);
  }
}
