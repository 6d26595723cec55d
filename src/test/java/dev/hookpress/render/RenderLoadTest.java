package dev.hookpress.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenderLoadTest {
  private static final int MOST = 50;

  private long nanos = -1_000;
  private final RenderLoad load = new RenderLoad(MOST, () -> nanos);

  private void passMillis(long millis) {
    nanos += Duration.ofMillis(millis).toNanos();
  }

  private void end(int documents) {
    for (int i = 0; i < documents; i++) {
      load.ended();
    }
  }

  @Test
  void asManyAreClaimedAheadAsAQuarterSecondEnds() {
    assertThat(load.ahead()).isZero();
    end(30);
    assertThat(load.ahead()).isEqualTo(30);
    passMillis(250);
    end(10);
    assertThat(load.ahead()).isEqualTo(30);
    passMillis(250);
    end(12);
    assertThat(load.ahead()).isEqualTo(12);
    passMillis(499);
    assertThat(load.ahead()).isEqualTo(12);
    passMillis(500);
    assertThat(load.ahead()).isZero();
  }

  @Test
  void thereIsABound() {
    end(MOST + 1);
    assertThat(load.ahead()).isEqualTo(MOST);
  }

  @Test
  void endsWaitForOthersOnlyWhileDocumentsWait() {
    assertThat(load.endsApart()).isZero();
    load.waiting(1);
    assertThat(load.endsApart()).isPositive();
    load.waiting(0);
    assertThat(load.endsApart()).isZero();
  }
}
