package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.deliveries.NotificationFilter;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.ReplayBook.Start;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.postgres.records.ReplaySteps;
import dev.hookpress.secrets.SealedBox;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays by what a list of notifications shows, on a real Postgres. */
class NarrowReplaysIT extends OnPostgres {
  private static final Instant NOW = Samples.NOW;
  private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final int OTHERS = 50;
  private static final String URL = EndedNotifications.ORIGIN + "/one";

  private final ClientId client = Samples.newClient();
  private final EndedNotifications ended = new EndedNotifications(pool);
  private final PgNotificationBook book = new PgNotificationBook(pool, new SealedBox(new byte[32]));
  private final PgReplays replays =
      new PgReplays(
          pool,
          at -> UlidCreator.getMonotonicUlid(at.toEpochMilli()).toUuid(),
          PgReplays.MAX_COUNTED);
  private final ReplaySteps steps =
      new ReplaySteps(pool, new Wakeups(vertx.eventBus()), queued -> {});

  private NotificationId wanted;

  @BeforeEach
  void addNotifications() {
    await(pool.query("truncate replay, delivery_queue").execute());
    wanted = ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO);
    ended.run(
        "update notification set endpoint = endpoint_key($3, false)"
            + " where client_id = $1 and id = $2",
        Tuple.of(client.value(), wanted.value(), URL));
    attempt(wanted, 2, "status_rejected");
    attempt(wanted, 3, "timeout");
    IntStream.range(0, OTHERS)
        .mapToObj(i -> ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO.plusMillis(1 + i)))
        .forEach(other -> attempt(other, 3, "status_rejected"));
  }

  private void attempt(NotificationId of, int number, String outcome) {
    ended.run(
        "insert into attempt (client_id, notification_id, number, started_at, latency_ms, address,"
            + " outcome, detail, answer) values ($1, $2, $3, $4, 1, '', $5, '', '')",
        Tuple.of(client.value(), of.value(), (short) number, Columns.time(HOUR_AGO), outcome));
  }

  private ReplayFilter filter(
      Optional<EndpointKey> endpoint,
      Optional<JobId> job,
      Optional<String> event,
      Optional<Outcome> outcome) {
    return new ReplayFilter(
        HOUR_AGO,
        NOW,
        List.of(NotificationState.EXHAUSTED),
        Optional.empty(),
        Optional.empty(),
        endpoint,
        job,
        event,
        outcome);
  }

  private void assertReplays(ReplayFilter filter, NotificationId only) {
    Start.DryRun counted = (Start.DryRun) await(replays.start(client, filter, 50, true, NOW));
    assertThat(counted.matched().count()).isEqualTo(1);
    Start.Started started = (Start.Started) await(replays.start(client, filter, 50, false, NOW));
    assertThat(await(replays.replay(client, started.replay().id())).orElseThrow().filter())
        .isEqualTo(filter);
    for (int second = 0; second < 3; second++) {
      await(steps.run(NOW.plusSeconds(second)));
    }
    assertThat(ended.queued(client)).isEqualTo(1);
    assertThat(
            ended.number(
                "select count(*) from delivery_queue where notification_id = $1", only.value()))
        .isEqualTo(1);
    assertThat(await(replays.replay(client, started.replay().id())).orElseThrow().endedAt())
        .isPresent();
  }

  @Test
  void ofOneEndpoint() {
    EndpointKey key = EndpointKey.of(URL, false);
    assertReplays(
        filter(Optional.of(key), Optional.empty(), Optional.empty(), Optional.empty()), wanted);
  }

  @Test
  void ofOneJob() {
    JobId job = new JobId(wanted.value());
    assertReplays(
        filter(Optional.empty(), Optional.of(job), Optional.empty(), Optional.empty()), wanted);
  }

  @Test
  void ofTheLastOutcome() {
    assertReplays(
        filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Outcome.TIMEOUT)),
        wanted);
  }

  @Test
  void ofOneOperationalEvent() {
    NotificationId event = new NotificationId(ended.addEvent(client, HOUR_AGO.plusSeconds(5)));
    assertReplays(
        filter(Optional.empty(), Optional.empty(), Optional.of("client.blocked"), Optional.empty()),
        event);
  }

  @Test
  void aListIsFilteredByTheLastOutcome() {
    NotificationFilter timeouts =
        new NotificationFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Outcome.TIMEOUT),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(await(book.page(client, timeouts, 10)).notifications())
        .extracting(NotificationView::id)
        .containsExactly(wanted);
  }
}
