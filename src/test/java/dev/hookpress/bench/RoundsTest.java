package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static int rounds(Double... reached) throws Exception {
    Iterator<Double> next = List.of(reached).iterator();
    AtomicInteger count = new AtomicInteger();
    Rounds.warmUp(
        () -> {
          count.incrementAndGet();
          return next.next();
        });
    return count.get();
  }

  @Test
  void itEndsWhenThreeInARowWereNoFaster() throws Exception {
    assertThat(rounds(100.0, 200.0, 205.0, 190.0, 201.0, 400.0)).isEqualTo(5);
    assertThat(rounds(100.0, 90.0, 91.0, 200.0, 201.0, 202.0, 203.0, 400.0)).isEqualTo(7);
  }

  @Test
  void itEndsEvenIfEachIsFaster() throws Exception {
    Double[] doubling = new Double[40];
    for (int i = 0; i < doubling.length; i++) {
      doubling[i] = (double) (1 << i);
    }
    assertThat(rounds(doubling)).isEqualTo(20);
  }
}
