package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.records.PgEndpointBook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pauses of endpoints, on a real Postgres: for all nodes, and for as long as the client wants. */
class PausesIT extends QueuesOnPostgres {
  private static final Instant DAYS_LATER = NOW.plusSeconds(200_000);
  private static final String OTHER = "https://receiver.test/other";

  private final PgEndpointBook book = new PgEndpointBook(pool, wakeups);

  private static EndpointKey key(String text) {
    return EndpointKey.of(text, false);
  }

  @Test
  void nothingIsClaimedForAPausedUrlByAnyNodeUntilItIsResumed() {
    owe(client, 2);
    track(client, OTHER);
    owe(client, OTHER);
    assertThat(await(book.pause(client, key(HOOK), NOW))).isTrue();

    List<ClaimedNotification> open = claimed(NOW);

    assertThat(open).extracting(one -> one.target().identity()).containsExactly(OTHER);
    PgNotificationQueue restarted = takenOver();
    assertThat(claimedBy(restarted, DAYS_LATER))
        .extracting(one -> one.target().identity())
        .containsExactly(OTHER);
    assertThat(await(book.resume(client, key(HOOK)))).isTrue();
    assertThat(claimedBy(restarted, DAYS_LATER)).hasSize(2);
  }

  @Test
  void aPausedNotificationIsPendingAndSaysSinceWhen() {
    owe(client, 1);
    ClaimedNotification one = claimed(NOW).get(0);
    await(delivery.record(Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(NOW))));
    await(book.pause(client, key(HOOK), NOW));

    assertThat(view(one).state()).isEqualTo(NotificationState.PENDING);
    assertThat(view(one).pausedAt()).contains(NOW);
    assertThat(claimed(DAYS_LATER)).isEmpty();
    await(book.resume(client, key(HOOK)));
    assertThat(view(one).pausedAt()).isEmpty();
    assertThat(claimed(NOW)).extracting(ClaimedNotification::id).containsExactly(one.id());
  }

  @Test
  void anOriginsPauseAppliesToItsUrls() {
    owe(client, 1);
    // A URL without a row of its own waits under the origin, which has one after a report.
    await(
        pool.preparedQuery("select track_endpoint($1, endpoint_key($2, false), null, $2)")
            .execute(io.vertx.sqlclient.Tuple.of(client.value(), EndedNotifications.ORIGIN)));
    owe(client, OTHER);
    await(book.pause(client, key(EndedNotifications.ORIGIN), NOW));

    assertThat(claimed(DAYS_LATER)).isEmpty();
    await(book.resume(client, key(EndedNotifications.ORIGIN)));
    assertThat(claimed(DAYS_LATER)).hasSize(2);
  }

  @Test
  void aUrlThatWaitsUnderItsOriginMovesToItsRowAndIsHeldThere() {
    owe(client, OTHER);
    track(client, OTHER);
    await(book.pause(client, key(OTHER), NOW));

    ClaimedNotification claimed = claimed(NOW).get(0);
    assertThat(claimed.heldUntil()).contains(NOW.plusSeconds(5));
    await(delivery.release(claimed, NOW.plusSeconds(5), true));

    assertThat(claimed(DAYS_LATER)).isEmpty();
    await(book.resume(client, key(OTHER)));
    List<NotificationId> sent = claimed(NOW.plusSeconds(5)).stream().map(it -> it.id()).toList();
    assertThat(sent).containsExactly(claimed.id());
  }
}
