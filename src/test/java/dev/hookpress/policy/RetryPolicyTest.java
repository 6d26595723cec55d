package dev.hookpress.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.RetryPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));
  private final RetryPolicy policy = new RetryPolicy(SCHEDULE);

  @Test
  void withoutJitterTheWaitsFollowTheSchedule() {
    List<Duration> waits =
        IntStream.rangeClosed(1, 9)
            .mapToObj(made -> (Next.RetryAt) policy.after(Outcome.TIMEOUT, made, NOW, 0.5))
            .map(retry -> Duration.between(NOW, retry.at()))
            .toList();
    assertThat(waits).isEqualTo(SCHEDULE);
  }

  @Test
  void theTenthFailureExhaustsTheSchedule() {
    assertThat(policy.after(Outcome.STATUS_REJECTED, 10, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.EXHAUSTED));
  }

  @Test
  void anEmptyScheduleMeansOneAttempt() {
    assertThat(new RetryPolicy(List.of()).after(Outcome.TIMEOUT, 1, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.EXHAUSTED));
  }

  @Test
  void someOutcomesAreNotRetried() {
    assertThat(policy.after(Outcome.DELIVERED, 1, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.DELIVERED));
    assertThat(policy.after(Outcome.GONE, 1, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.GONE));
    assertThat(policy.after(Outcome.REFUSED, 1, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.REFUSED));
    assertThat(policy.after(Outcome.MAIL_REFUSED, 1, NOW, 0.5))
        .isEqualTo(new Next.End(NotificationState.EXHAUSTED));
  }

  @Property
  void aRetryIsWithinAFifthOfItsScheduledWait(
      @ForAll @IntRange(min = 1, max = 9) int made,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Next.RetryAt retry = (Next.RetryAt) policy.after(Outcome.TIMEOUT, made, NOW, random);
    long scheduled = SCHEDULE.get(made - 1).toMillis();
    assertThat(Duration.between(NOW, retry.at()).toMillis())
        .isBetween(scheduled * 4 / 5, scheduled * 6 / 5);
  }
}
