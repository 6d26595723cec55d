package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.records.PgRedeliveries;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A notification as shown at every step, on a real Postgres. */
class NotificationNowIT extends QueuesOnPostgres {
  private static final Instant LATER = NOW.plusSeconds(300);
  private static final Next EXHAUSTED = new Next.End(NotificationState.EXHAUSTED);
  private static final Next DELIVERED = new Next.End(NotificationState.DELIVERED);

  private final PgRedeliveries redeliveries = new PgRedeliveries(pool, wakeups);

  private ClaimedNotification owed() {
    owe(client, 1);
    return claimed(NOW).get(0);
  }

  private void record(ClaimedNotification of, Outcome outcome, Next next) {
    await(delivery.record(Samples.attempt(of, outcome, next)));
  }

  private void redeliver(ClaimedNotification of, Instant at) {
    assertThat(await(redeliveries.redeliver(client, of.id(), at))).isEqualTo(Redelivery.OWED);
  }

  /** Compares the notification with that in its job's list. */
  private void assertNow(
      ClaimedNotification of, NotificationState state, int attempts, Optional<Instant> next) {
    NotificationView view = view(of);
    assertThat(view.state()).isEqualTo(state);
    assertThat(view.attemptsMade()).isEqualTo(attempts);
    assertThat(view.attempts().stream().map(AttemptView::number).toList())
        .hasSize(attempts)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(view.nextAttemptAt()).isEqualTo(next);
    assertThat(view.endedAt().isPresent()).isEqualTo(state.ended());
    NotificationView listed = await(notifications.ofJob(client, of.job().orElseThrow())).get(0);
    assertThat(listed.state()).isEqualTo(state);
    assertThat(listed.attemptsMade()).isEqualTo(attempts);
    assertThat(listed.nextAttemptAt()).isEqualTo(next);
    assertThat(listed.endedAt()).isEqualTo(view.endedAt());
  }

  @Test
  void aRetryIsPendingUntilItIsClaimedAndKeepsItsTimeThroughClaims() {
    ClaimedNotification first = owed();
    assertNow(first, NotificationState.DELIVERING, 0, Optional.of(NOW));
    record(first, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    assertNow(first, NotificationState.PENDING, 1, Optional.of(LATER));
    ClaimedNotification second = claimed(LATER).get(0);
    assertNow(first, NotificationState.DELIVERING, 1, Optional.of(LATER));
    await(delivery.release(second, LATER.plusSeconds(7), false));
    assertNow(first, NotificationState.PENDING, 1, Optional.of(LATER));
    ClaimedNotification again = claimed(LATER.plusSeconds(7)).get(0);
    record(again, Outcome.DELIVERED, DELIVERED);
    assertNow(first, NotificationState.DELIVERED, 2, Optional.empty());
    assertThat(view(first).endedAt()).contains(NOW);
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "EXHAUSTED", "GONE", "REFUSED"})
  void anEndedNotificationIsRedeliveredAnyNumberOfTimes(NotificationState end) {
    ClaimedNotification one = owed();
    record(one, Outcome.TIMEOUT, EXHAUSTED);
    assertNow(one, NotificationState.EXHAUSTED, 1, Optional.empty());
    for (int life = 1; life <= 3; life++) {
      Instant at = LATER.plusSeconds(life);
      redeliver(one, at);
      assertNow(one, NotificationState.PENDING, 2 * life - 1, Optional.of(at));
      ClaimedNotification again = claimed(at).get(0);
      assertThat(again.attemptsBefore()).isEqualTo(2 * life - 1);
      record(again, Outcome.TIMEOUT, new Next.RetryAt(at.plusSeconds(60)));
      assertNow(one, NotificationState.PENDING, 2 * life, Optional.of(at.plusSeconds(60)));
      record(claimed(at.plusSeconds(60)).get(0), Outcome.TIMEOUT, new Next.End(end));
      assertNow(one, end, 2 * life + 1, Optional.empty());
    }
  }

  @Test
  void anEndWithoutAnAttemptCountsUntilItIsRedelivered() {
    ClaimedNotification one = owed();
    record(one, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    await(delivery.endAsGone(claimed(LATER).get(0), LATER));
    assertNow(one, NotificationState.GONE, 1, Optional.empty());
    assertThat(view(one).endedAt()).contains(LATER);
    redeliver(one, LATER);
    assertNow(one, NotificationState.PENDING, 1, Optional.of(LATER));
    ClaimedNotification again = claimed(LATER).get(0);
    assertThat(again.attemptsBefore()).isEqualTo(1);
    record(again, Outcome.TIMEOUT, EXHAUSTED);
    assertNow(one, NotificationState.EXHAUSTED, 2, Optional.empty());
    // What an attempt has ended, and an end without one after it.
    redeliver(one, LATER);
    await(delivery.endAsGone(claimed(LATER).get(0), LATER));
    assertNow(one, NotificationState.GONE, 2, Optional.empty());
  }

  @Test
  void aNodeThatWasTakenForDeadRecordsNothing() {
    ClaimedNotification late = owed();
    PgNotificationQueue other = takenOver();
    ClaimedNotification second = claimedBy(other, NOW).get(0);
    record(late, Outcome.TIMEOUT, EXHAUSTED);
    assertNow(late, NotificationState.DELIVERING, 0, Optional.of(NOW));
    await(other.record(Samples.attempt(second, Outcome.TIMEOUT, new Next.RetryAt(LATER))));
    assertNow(late, NotificationState.PENDING, 1, Optional.of(LATER));
    ClaimedNotification third = claimedBy(other, LATER).get(0);
    await(other.record(Samples.attempt(third, Outcome.DELIVERED, DELIVERED)));
    assertNow(late, NotificationState.DELIVERED, 2, Optional.empty());
  }

  @Test
  void whatADeadNodeHadInHandIsPendingUntilAnotherClaimsIt() {
    ClaimedNotification held = owed();
    PgNotificationQueue other = takenOver();
    assertNow(held, NotificationState.PENDING, 0, Optional.of(NOW));
    claimedBy(other, NOW);
    assertNow(held, NotificationState.DELIVERING, 0, Optional.of(NOW));
  }

  @Test
  void aRecordThatIsRepeatedChangesNothing() {
    ClaimedNotification one = owed();
    record(one, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    record(one, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    assertNow(one, NotificationState.PENDING, 1, Optional.of(LATER));
    ClaimedNotification again = claimed(LATER).get(0);
    record(again, Outcome.DELIVERED, DELIVERED);
    record(again, Outcome.DELIVERED, DELIVERED);
    assertNow(one, NotificationState.DELIVERED, 2, Optional.empty());
  }
}
