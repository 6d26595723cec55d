package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.metrics.ClientActivity.Counts;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClientActivityTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ClientActivity activity = new ClientActivity();

  @Test
  void aClientFailsAfterThreeErrorsWithoutASuccess() {
    errors(1, 2, START);
    assertThat(activity.counts(START)).isEqualTo(new Counts(1, 0));

    errors(1, 1, START);
    assertThat(activity.counts(START)).isEqualTo(new Counts(1, 1));
  }

  @Test
  void oneSuccessMakesItAClientThatWorks() {
    errors(1, 50, START);
    activity.attempted(client(1), true, START.plusSeconds(20));

    assertThat(activity.counts(START.plusSeconds(20))).isEqualTo(new Counts(1, 0));
  }

  @Test
  void errorsAreRememberedForFiveMinutesAtLeastAndTenAtMost() {
    errors(1, 3, START);
    errors(2, 3, START.plusSeconds(299));

    assertThat(activity.counts(START.plusSeconds(598))).isEqualTo(new Counts(2, 2));
    assertThat(activity.counts(START.plusSeconds(1_199))).isEqualTo(new Counts(0, 0));
  }

  @Test
  void clientsBeyondTheBoundAreNotCounted() {
    for (int i = 0; i < 50_010; i++) {
      activity.attempted(client(i), true, START);
    }

    assertThat(activity.counts(START)).isEqualTo(new Counts(50_000, 0));
  }

  private void errors(int client, int count, Instant at) {
    for (int i = 0; i < count; i++) {
      activity.attempted(client(client), false, at);
    }
  }

  private static ClientId client(int number) {
    return new ClientId(new UUID(0, number));
  }
}
