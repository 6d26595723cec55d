package dev.hookpress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  /** In the first so many rounds, compilers take hours; then nothing. */
  private static int rounds(int compiling) throws Exception {
    AtomicInteger count = new AtomicInteger();
    Rounds.warmUp(
        () -> Duration.ofHours(Math.min(count.get(), compiling)), () -> count.incrementAndGet());
    return count.get();
  }

  @Test
  void warmUpEndsWhenCompilationStops() throws Exception {
    assertThat(rounds(5)).isEqualTo(6);
  }

  @Test
  void warmUpHasAtLeastThreeRounds() throws Exception {
    assertThat(rounds(0)).isEqualTo(3);
  }

  @Test
  void warmUpIsBounded() throws Exception {
    assertThat(rounds(1_000)).isEqualTo(20);
  }
}
