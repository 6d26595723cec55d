package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.api.feed.FeedEvent;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.Job;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.records.PgCancellations;
import dev.hookpress.postgres.records.PgEventFeed;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the queues append to feeds of events, on a real Postgres. */
class FeedsIT extends QueuesOnPostgres {
  private static final Next DELIVERED = new Next.End(NotificationState.DELIVERED);
  private static final String APPEND =
      "select append_to_feeds(array[$1::uuid], array[now()], array['job.completed'],"
          + " array[$2::uuid])";

  private final PgEventFeed feed = new PgEventFeed(pool);

  @BeforeEach
  void opened() {
    await(feed.open(client, NOW));
  }

  private List<FeedEvent> events() {
    return await(feed.read(client, 0, PLENTY)).events();
  }

  private List<String> types() {
    return events().stream().map(FeedEvent::type).toList();
  }

  @Test
  void everyEndOfAJobAndOfANotificationIsAnEvent() {
    owe(client, 4);
    List<ClaimedNotification> claimed = claimed(NOW);
    await(delivery.record(Samples.attempt(claimed.get(0), Outcome.DELIVERED, DELIVERED)));
    await(
        delivery.record(
            Samples.attempt(
                claimed.get(1), Outcome.TIMEOUT, new Next.End(NotificationState.EXHAUSTED))));
    await(delivery.record(Samples.attempt(claimed.get(2), Outcome.TIMEOUT, new Next.RetryAt(NOW))));
    await(new PgCancellations(pool, dialect -> {}).cancel(client, claimed.get(2).id(), NOW));
    await(delivery.endAsGone(claimed.get(3), NOW));
    Job canceled = accepted(client);
    await(jobs.cancel(client, canceled.id(), List.of(), NOW));

    assertThat(types())
        .containsExactly(
            "job.completed",
            "job.completed",
            "job.completed",
            "job.completed",
            "notification.delivered",
            "notification.exhausted",
            "notification.canceled",
            "notification.gone",
            "job.canceled");
    FeedEvent delivered = events().get(4);
    assertThat(delivered.notification()).contains(claimed.get(0).id());
    assertThat(delivered.job()).isEqualTo(claimed.get(0).job());
    assertThat(events().get(8).job()).contains(canceled.id());
  }

  @Test
  void aRetryOrALateResultIsNoEvent() {
    owe(client, 1);
    ClaimedNotification one = claimed(NOW).get(0);
    await(delivery.record(Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(NOW))));
    await(delivery.record(Samples.attempt(one, Outcome.TIMEOUT, new Next.RetryAt(NOW))));

    assertThat(types()).containsExactly("job.completed");
  }

  @Test
  void anEventThatCommitsLateIsNotOvertaken() {
    SqlConnection slow = await(pool.getConnection());
    var transaction = await(slow.begin());
    Tuple first = Tuple.of(client.value(), UUID.randomUUID());
    await(slow.preparedQuery(APPEND).execute(first));
    Tuple second = Tuple.of(client.value(), UUID.randomUUID());
    Future<?> later = pool.preparedQuery(APPEND).execute(second);
    new EndedNotifications(pool).awaitLockWait();

    assertThat(events()).isEmpty();
    await(transaction.commit());
    await(later);
    await(slow.close());

    assertThat(events())
        .extracting(event -> event.job().orElseThrow().value())
        .containsExactly(first.getUUID(1), second.getUUID(1));
  }

  @Test
  void aReaderBesideManyWritersSeesEachEventOnceAndInOrder() {
    owe(client, 200);
    List<ClaimedNotification> claimed = claimed(NOW);
    List<Future<Void>> writing =
        claimed.stream()
            .map(one -> delivery.record(Samples.attempt(one, Outcome.DELIVERED, DELIVERED)))
            .toList();
    for (int i = 0; i < 20; i++) {
      pool.preparedQuery(APPEND).execute(Tuple.of(client.value(), UUID.randomUUID()));
    }
    List<FeedEvent> read = new ArrayList<>();
    long after = 0;
    Future<?> all = Future.all(writing);
    for (int looks = 0; looks < 2_000 && read.size() < 420; looks++) {
      EventFeed.Page page = await(feed.read(client, after, 50));
      read.addAll(page.events());
      after = read.isEmpty() ? 0 : read.get(read.size() - 1).position();
    }
    await(all);
    assertThat(read).hasSize(420);

    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).position()).isEqualTo(i + 1);
    }
    assertThat(
            read.stream()
                .map(
                    event ->
                        event.notification().isPresent()
                            ? event.notification().get().value()
                            : event.job().orElseThrow().value()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aFeedThatNobodyReadsIsClosedAndOldCursorsDoNotCover() {
    owe(client, 1);
    PgUpkeep upkeep = new PgUpkeep(pool);
    Instant later = NOW.plus(Duration.ofDays(4));
    long before = await(feed.read(client, 0, 1)).last();

    await(upkeep.dropOld(later, Duration.ofDays(30), Duration.ofDays(1)));
    owe(client, 1);

    assertThat(events()).isEmpty();
    await(feed.open(client, later));
    owe(client, 1);
    EventFeed.Page page = await(feed.read(client, 0, 10));
    assertThat(page.events()).hasSize(1);
    assertThat(page.floor()).isEqualTo(before + 1);
  }
}
