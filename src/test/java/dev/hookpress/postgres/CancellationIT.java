package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.Cancellations.Cancellation;
import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.records.PgCancellations;
import dev.hookpress.postgres.records.PgRedeliveries;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cancellation of notifications that wait, on a real Postgres. */
class CancellationIT extends QueuesOnPostgres {
  private static final Instant LATER = NOW.plusSeconds(300);

  private final List<DialectName> counted = new ArrayList<>();
  private final PgCancellations cancellations = new PgCancellations(pool, counted::add);
  private final PgRedeliveries redeliveries = new PgRedeliveries(pool, wakeups);

  private ClaimedNotification waiting() {
    owe(client, 1);
    ClaimedNotification one = claimed(NOW).get(0);
    await(delivery.record(Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(LATER))));
    return one;
  }

  private Cancellation cancel(ClaimedNotification one, Instant at) {
    return await(cancellations.cancel(client, one.id(), at));
  }

  @Test
  void aRetryThatIsCanceledIsNeverSentAndSaysSo() {
    ClaimedNotification one = waiting();

    assertThat(cancel(one, NOW)).isEqualTo(Cancellation.CANCELED);

    NotificationView view = view(one);
    assertThat(view.state()).isEqualTo(NotificationState.CANCELED);
    assertThat(view.endedAt()).contains(NOW);
    assertThat(view.nextAttemptAt()).isEmpty();
    assertThat(view.attemptsMade()).isEqualTo(1);
    assertThat(claimed(LATER)).isEmpty();
    assertThat(cancel(one, LATER)).isEqualTo(Cancellation.CANCELED);
    assertThat(view(one).endedAt()).contains(NOW);
    assertThat(counted).hasSize(1);
    NotificationFilter canceled =
        new NotificationFilter(
            Optional.of(NotificationState.CANCELED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(await(notifications.page(client, canceled, 10)).notifications())
        .extracting(NotificationView::id)
        .containsExactly(one.id());
  }

  @Test
  void aCanceledOneIsRedelivered() {
    ClaimedNotification one = waiting();
    cancel(one, NOW);

    assertThat(await(redeliveries.redeliver(client, one.id(), LATER))).isEqualTo(Redelivery.OWED);

    ClaimedNotification again = claimed(LATER).get(0);
    assertThat(again.attemptNumber()).isEqualTo(2);
    await(
        delivery.record(
            Samples.attempt(again, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    assertThat(view(one).state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(cancel(one, LATER)).isEqualTo(Cancellation.ENDED);
  }

  @Test
  void anAttemptUnderWayIsNotCanceledButThatOfADeadNodeIs() {
    owe(client, 1);
    ClaimedNotification one = claimed(NOW).get(0);

    assertThat(cancel(one, NOW)).isEqualTo(Cancellation.UNDER_WAY);
    assertThat(view(one).state()).isEqualTo(NotificationState.DELIVERING);
    PgNotificationQueue other = takenOver();
    assertThat(cancel(one, NOW)).isEqualTo(Cancellation.CANCELED);
    // The node was not dead: its result comes too late.
    await(delivery.record(Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(LATER))));
    assertThat(view(one).state()).isEqualTo(NotificationState.CANCELED);
    assertThat(claimedBy(other, LATER.plus(LEASE))).isEmpty();
  }

  @Test
  void anotherClientsNotificationIsUnknown() {
    ClaimedNotification one = waiting();

    assertThat(await(cancellations.cancel(Samples.newClient(), one.id(), NOW)))
        .isEqualTo(Cancellation.UNKNOWN);
    assertThat(view(one).state()).isEqualTo(NotificationState.PENDING);
  }

  @Test
  void whatIsClaimedMeanwhileIsEitherSentOrCanceledNeverBoth() {
    owe(client, 40);
    List<NotificationView> all = await(notifications.page(client, anything(), 100)).notifications();
    assertThat(all).hasSize(40);

    List<Future<Cancellation>> canceling =
        all.stream().map(one -> cancellations.cancel(client, one.id(), NOW)).toList();
    Set<Object> sent = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      await(delivery.claim(4, claimLimits(Map.of()), NOW))
          .items()
          .forEach(one -> sent.add(one.id()));
    }

    for (int i = 0; i < all.size(); i++) {
      boolean taken = sent.contains(all.get(i).id());
      assertThat(await(canceling.get(i)))
          .isEqualTo(taken ? Cancellation.UNDER_WAY : Cancellation.CANCELED);
    }
  }

  private static NotificationFilter anything() {
    return new NotificationFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
