package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Shards;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of an earlier version are read and processed. */
class UpgradeIT {
  private static final Instant NOW = Samples.NOW;
  private static final Instant LATER = NOW.plusSeconds(300);
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final String uri = TestServers.freshDatabase();
  private final SealedBox box = new SealedBox(new byte[32]);
  private final ClientId client = Samples.newClient();
  private Pool pool;

  @BeforeEach
  void databaseOfVersionFour() {
    migrate("4");
    pool = Pools.open(vertx, uri, 4, 1000);
    await(pool.query("call make_partitions(current_date - 1, 9)").execute());
  }

  private void migrate(String version) {
    PgConnectOptions options = PgConnectOptions.fromUri(uri);
    Flyway.configure()
        .dataSource(
            "jdbc:postgresql://%s:%d/%s"
                .formatted(options.getHost(), options.getPort(), options.getDatabase()),
            options.getUser(),
            options.getPassword())
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  @AfterEach
  void close() {
    await(pool.close());
    await(vertx.close());
  }

  private void run(String sql, Object... arguments) {
    await(pool.preparedQuery(sql).execute(Tuple.from(arguments)));
  }

  /** As version 4 left it after so many attempts. */
  private NotificationId written(String state, int attempts, Instant nextAt, Instant endedAt) {
    NotificationId id = new EndedNotifications(pool).add(client, NotificationState.EXHAUSTED, NOW);
    Target target = new Target.Webhook(URI.create("https://receiver.test/hook"), Map.of());
    run(
        "update notification set state = $3, attempts_made = $4, next_attempt_at = $5,"
            + " ended_at = $6, target = $7 where client_id = $1 and id = $2",
        client.value(),
        id.value(),
        state,
        attempts,
        Columns.time(nextAt),
        Columns.time(endedAt),
        box.seal(StoredJson.target(target), SealingPurposes.TARGET, client));
    for (int number = 1; number <= attempts; number++) {
      run(
          "insert into attempt (client_id, notification_id, number, started_at, latency_ms,"
              + " address, outcome, detail, answer)"
              + " values ($1, $2, $3, $4, 1, '', 'timeout', '', '')",
          client.value(),
          id.value(),
          number,
          Columns.time(NOW));
    }
    return id;
  }

  private NotificationView view(NotificationId id) {
    return await(new PgNotificationBook(pool, box).notification(client, id)).orElseThrow();
  }

  @Test
  void rowsOfVersionFourAreReadRedeliveredAndSent() {
    NotificationId ended = written("exhausted", 3, null, LATER);
    NotificationId waiting = written("pending", 2, LATER, null);
    queued(waiting);

    Migrations.run(uri);

    assertThat(view(ended).state()).isEqualTo(NotificationState.EXHAUSTED);
    assertThat(view(ended).endedAt()).contains(LATER);
    assertThat(view(ended).nextAttemptAt()).isEmpty();
    assertThat(view(ended).attemptsMade()).isEqualTo(3);
    assertThat(view(waiting).state()).isEqualTo(NotificationState.PENDING);
    assertThat(view(waiting).nextAttemptAt()).contains(LATER);
    assertThat(view(waiting).attemptsMade()).isEqualTo(2);

    PgRedeliveries redeliveries = new PgRedeliveries(pool, new Wakeups(vertx.eventBus()));
    assertThat(await(redeliveries.redeliver(client, ended, LATER))).isEqualTo(Redelivery.OWED);
    assertThat(view(ended).state()).isEqualTo(NotificationState.PENDING);
    PgNotificationQueue queue =
        new PgNotificationQueue(vertx, pool, box, Shards.joined(pool, LATER), LEASE);
    ClaimLimits any = new ClaimLimits(Map.of(), 10, Set.of(), Map.of(), 10);
    for (ClaimedNotification one : await(queue.claim(10, any, LATER)).items()) {
      assertThat(one.attemptNumber()).isEqualTo(one.id().equals(ended) ? 4 : 3);
      await(
          queue.record(
              Samples.attempt(one, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    }
    assertThat(view(ended).state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(view(ended).attempts()).hasSize(4);
    assertThat(view(waiting).state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(view(waiting).attempts()).hasSize(3);
  }

  private void queued(NotificationId id) {
    run(
        "insert into delivery_queue (client_id, notification_id, endpoint, due_at, claims,"
            + " attempts_made) values ($1, $2, endpoint_key($3, false), $4, 2, 2)",
        client.value(),
        id.value(),
        EndedNotifications.ORIGIN,
        Columns.time(LATER));
  }

  @Test
  void notificationsQueuedBeforeUrlsHadRowsAreDelivered() {
    migrate("6");
    NotificationId before = written("pending", 2, LATER, null);
    queued(before);
    // That version took the whole origin for gone.
    run(
        "insert into endpoint (client_id, key, origin, gone_at)"
            + " values ($1, endpoint_key($2, false), $2, $3)",
        client.value(),
        EndedNotifications.ORIGIN,
        Columns.time(NOW));

    Migrations.run(uri);
    // A node of the earlier version still runs.
    NotificationId after = written("pending", 2, LATER, null);
    queued(after);

    PgNotificationQueue queue =
        new PgNotificationQueue(vertx, pool, box, Shards.joined(pool, LATER), LEASE);
    ClaimLimits any = new ClaimLimits(Map.of(), 10, Set.of(), Map.of(), 10);
    List<ClaimedNotification> claimed = await(queue.claim(10, any, LATER)).items();
    assertThat(claimed)
        .extracting(ClaimedNotification::id)
        .containsExactlyInAnyOrder(before, after);
    for (ClaimedNotification one : claimed) {
      assertThat(one.endpoint().key())
          .isEqualTo(EndpointKey.of("https://receiver.test/hook", false));
      assertThat(one.underOrigin()).isTrue();
      assertThat(one.endpointGone()).isFalse();
      assertThat(one.attemptNumber()).isEqualTo(3);
      await(
          queue.record(
              Samples.attempt(one, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    }
    assertThat(view(before).state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(view(after).state()).isEqualTo(NotificationState.DELIVERED);
  }
}
