package dev.hookpress.postgres;

import static dev.hookpress.postgres.EndedNotifications.ORIGIN;
import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.Redeliveries.Redelivery;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Awaiting;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redelivery of one notification, on a real Postgres. */
class RedeliveryIT extends OnPostgres {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant NOW = Samples.NOW;
  private static final Instant LATER = NOW.plusSeconds(3600);

  private final SealedBox box = new SealedBox(new byte[32]);
  private final Wakeups wakeups = new Wakeups(vertx.eventBus());
  private final PgNotificationBook book = new PgNotificationBook(pool, box);
  private final PgRedeliveries redeliveries = new PgRedeliveries(pool, wakeups);
  private final ShardLeases shards = Shards.none();
  private final PgNotificationQueue delivery = queue(shards);
  private final EndedNotifications ended = new EndedNotifications(pool);
  private final ClientId client = Samples.newClient();

  @BeforeEach
  void emptyQueue() {
    await(pool.query("truncate delivery_queue").execute());
    await(pool.query("delete from node").execute());
    Shards.join(pool, shards, NOW);
  }

  private PgNotificationQueue queue(ShardLeases of) {
    return new PgNotificationQueue(vertx, pool, box, of, LEASE);
  }

  private Redelivery redeliver(NotificationId id, Instant at) {
    return await(redeliveries.redeliver(client, id, at));
  }

  private NotificationView view(NotificationId id) {
    return await(book.notification(client, id)).orElseThrow();
  }

  private Row row(NotificationId id) {
    return await(
            pool.preparedQuery(
                    "select q.*, endpoint_key(n.origin, false) as expected, n.body"
                        + " from delivery_queue q"
                        + " join notification n on n.client_id = q.client_id"
                        + " and n.id = q.notification_id"
                        + " where q.client_id = $1 and q.notification_id = $2")
                .execute(Tuple.of(client.value(), id.value())))
        .iterator()
        .next();
  }

  /** Claims the notifications of this test's client. */
  private Optional<ClaimedNotification> claimed(PgNotificationQueue by, Instant at) {
    return await(by.claim(1000, new ClaimLimits(Map.of(), 1000, Set.of(), Map.of(), 1000), at))
        .items()
        .stream()
        .filter(one -> one.client().equals(client))
        .findFirst();
  }

  /** A notification as it is when its job ends. */
  private void owe() {
    PgRenderQueue rendering =
        new PgRenderQueue(
            vertx,
            pool,
            box,
            wakeups,
            new LeaseTerms(UUID.randomUUID(), LEASE, () -> {}),
            Shards.none(),
            NoDispatcher.handoff());
    PgJobIntake intake = NoRenderer.intake(pool, box, wakeups);
    await(intake.accept(Samples.job(client), Optional.empty()));
    List<ClaimedDocument> documents =
        await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items();
    documents.forEach(document -> await(rendering.finish(Samples.finished(document))));
  }

  private void record(ClaimedNotification of, Outcome outcome, Next next) {
    record(delivery, of, outcome, next);
  }

  private static void record(
      PgNotificationQueue by, ClaimedNotification of, Outcome outcome, Next next) {
    await(by.record(Samples.attempt(of, outcome, next)));
  }

  @ParameterizedTest
  @EnumSource(names = {"DELIVERED", "EXHAUSTED", "GONE", "REFUSED"})
  void anEndedNotificationIsSentAgainWithANewSchedule(NotificationState state) {
    NotificationId id = ended.add(client, state, NOW);
    assertThat(redeliver(id, LATER)).isEqualTo(Redelivery.OWED);
    NotificationView view = view(id);
    assertThat(view.state()).isEqualTo(NotificationState.PENDING);
    assertThat(view.nextAttemptAt()).contains(LATER);
    assertThat(view.endedAt()).isEmpty();
    Row row = row(id);
    assertThat(row.getShort("attempts_made")).isEqualTo((short) 3);
    assertThat(row.getShort("attempts_before")).isEqualTo((short) 3);
    assertThat(row.getLong("endpoint")).isEqualTo(row.getLong("expected"));
    assertThat(row.getOffsetDateTime("due_at").toInstant()).isEqualTo(LATER);
    assertThat(row.getBuffer("body").toString()).isEqualTo("fixed");
  }

  @Test
  void redeliveringAPendingRetryMakesItDueAndKeepsItsSchedule() {
    owe();
    ClaimedNotification owed = claimed(delivery, NOW).orElseThrow();
    record(owed, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    assertThat(claimed(delivery, NOW)).isEmpty();
    assertThat(redeliver(owed.id(), NOW)).isEqualTo(Redelivery.OWED);
    assertThat(row(owed.id()).getShort("attempts_before")).isZero();
    assertThat(view(owed.id()).nextAttemptAt()).contains(NOW);
    ClaimedNotification again = claimed(delivery, NOW).orElseThrow();
    assertThat(again.attemptNumber()).isEqualTo(2);
    assertThat(again.body()).isEqualTo(owed.body());
  }

  @Test
  void aNotificationInFlightIsUnchanged() {
    owe();
    ClaimedNotification owed = claimed(delivery, NOW).orElseThrow();
    assertThat(redeliver(owed.id(), NOW)).isEqualTo(Redelivery.OWED);
    assertThat(view(owed.id()).state()).isEqualTo(NotificationState.DELIVERING);
    assertThat(claimed(delivery, NOW)).isEmpty();
    record(owed, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED));
    assertThat(view(owed.id()).state()).isEqualTo(NotificationState.DELIVERED);
  }

  @Test
  void anotherClientsNotificationIsUnknown() {
    NotificationId others = ended.add(Samples.newClient(), NotificationState.EXHAUSTED, NOW);
    assertThat(redeliver(others, NOW)).isEqualTo(Redelivery.UNKNOWN);
    assertThat(redeliver(new NotificationId(UUID.randomUUID()), NOW)).isEqualTo(Redelivery.UNKNOWN);
    assertThat(ended.queued(client)).isZero();
  }

  @Test
  void nothingIsSentToAnEndpointThatIsGone() {
    NotificationId there = ended.add(client, NotificationState.GONE, NOW);
    NotificationId elsewhere =
        ended.add(client, NotificationState.GONE, NOW, "https://other.test", 1);
    ended.gone(client, ORIGIN, NOW);
    assertThat(redeliver(there, NOW)).isEqualTo(Redelivery.ENDPOINT_GONE);
    assertThat(view(there).state()).isEqualTo(NotificationState.GONE);
    assertThat(redeliver(elsewhere, NOW)).isEqualTo(Redelivery.OWED);
    assertThat(ended.queued(client)).isEqualTo(1);
  }

  @Test
  void theNumberOfAttemptsIsBounded() {
    NotificationId worn =
        ended.add(client, NotificationState.DELIVERED, NOW, ORIGIN, PgRedeliveries.MAX_ATTEMPTS);
    assertThat(redeliver(worn, NOW)).isEqualTo(Redelivery.TOO_MANY_ATTEMPTS);
    assertThat(view(worn).state()).isEqualTo(NotificationState.DELIVERED);
  }

  @Test
  void concurrentRedeliveriesSendOnce() {
    NotificationId id = ended.add(client, NotificationState.EXHAUSTED, NOW);
    List<Future<Redelivery>> answers =
        IntStream.range(0, 20).mapToObj(i -> redeliveries.redeliver(client, id, NOW)).toList();
    assertThat(answers.stream().map(Awaiting::await)).containsOnly(Redelivery.OWED);
    assertThat(ended.queued(client)).isEqualTo(1);
  }

  @Test
  void aRecordOfANodeTakenForDeadDoesNotChangeARedelivery() {
    owe();
    ClaimedNotification stalled = claimed(delivery, NOW).orElseThrow();
    PgNotificationQueue other = queue(Shards.takenOver(pool, NOW));
    ClaimedNotification second = claimed(other, NOW).orElseThrow();
    record(other, second, Outcome.TIMEOUT, new Next.End(NotificationState.EXHAUSTED));
    for (int life = 0; life < 2; life++) {
      assertThat(redeliver(stalled.id(), LATER)).isEqualTo(Redelivery.OWED);
      ClaimedNotification again = claimed(other, LATER).orElseThrow();
      assertThat(again.claims()).isLessThan(second.claims());
      record(stalled, Outcome.TIMEOUT, new Next.RetryAt(NOW));
      await(delivery.release(stalled, NOW, false));
      assertThat(view(stalled.id()).state()).isEqualTo(NotificationState.DELIVERING);
      record(other, again, Outcome.TIMEOUT, new Next.End(NotificationState.EXHAUSTED));
      assertThat(view(stalled.id()).attempts()).hasSize(2 + life);
      second = again;
    }
  }

  @Test
  void redeliveringWhileTheLastAttemptIsRecordedLeavesItOwedOrEnded() {
    for (int i = 0; i < 30; i++) {
      owe();
      ClaimedNotification owed = claimed(delivery, NOW).orElseThrow();
      Future<Void> recorded =
          delivery.record(
              Samples.attempt(owed, Outcome.TIMEOUT, new Next.End(NotificationState.EXHAUSTED)));
      Future<Redelivery> redelivered = redeliveries.redeliver(client, owed.id(), NOW);
      await(recorded);
      assertThat(await(redelivered)).isEqualTo(Redelivery.OWED);
      boolean pending = view(owed.id()).state() == NotificationState.PENDING;
      assertThat(ended.queued(client)).isEqualTo(pending ? 1 : 0);
      assertThat(view(owed.id()).attempts()).hasSize(1);
      ended.run("delete from delivery_queue where client_id = $1", Tuple.of(client.value()));
    }
  }

  @Test
  void attemptNumbersUsedByAConcurrentRedeliveryAreNotReused() {
    NotificationId id = ended.add(client, NotificationState.EXHAUSTED, NOW);
    SqlConnection other = await(pool.getConnection());
    Transaction meanwhile = await(other.begin());
    await(
        Sql.LOCK_NOTIFICATION
            .on(other)
            .bind("client", client.value())
            .bind("notification", id.value())
            .execute());
    Future<Redelivery> redelivered = redeliveries.redeliver(client, id, LATER);
    ended.awaitLockWait();
    // Redelivered, claimed, recorded: all while this one waits.
    await(
        other
            .preparedQuery(
                "with n as (update notification set state = 'pending', ended_at = null"
                    + " where client_id = $1 and id = $2 returning 1)"
                    + " insert into attempt (client_id, notification_id, number, started_at,"
                    + " latency_ms, address, outcome, detail, answer, ended_as, ended_at)"
                    + " select $1, $2, 4, now(), 1, '', 'timeout', '', '', 'exhausted', now()"
                    + " from n")
            .execute(Tuple.of(client.value(), id.value())));
    await(meanwhile.commit());
    await(other.close());
    assertThat(await(redelivered)).isEqualTo(Redelivery.OWED);
    Row row = row(id);
    assertThat(row.getShort("attempts_made")).isEqualTo((short) 4);
    assertThat(row.getShort("attempts_before")).isEqualTo((short) 4);
  }

  @Test
  void aRedeliveryDoesNotWaitForARetryThatIsBeingRecorded() {
    owe();
    ClaimedNotification owed = claimed(delivery, NOW).orElseThrow();
    record(owed, Outcome.TIMEOUT, new Next.RetryAt(LATER));
    SqlConnection other = await(pool.getConnection());
    Transaction recording = await(other.begin());
    await(
        other
            .preparedQuery("select from delivery_queue where client_id = $1 for update")
            .execute(Tuple.of(client.value())));
    assertThat(redeliver(owed.id(), NOW)).isEqualTo(Redelivery.OWED);
    await(recording.rollback());
    await(other.close());
    assertThat(view(owed.id()).nextAttemptAt()).contains(LATER);
  }

  @Test
  void droppedNotificationsLeaveTheQueue() {
    Instant old = NOW.minus(Duration.ofDays(1));
    NotificationId dropped = ended.add(client, NotificationState.EXHAUSTED, old);
    NotificationId kept = ended.add(client, NotificationState.EXHAUSTED, NOW);
    redeliver(dropped, NOW);
    redeliver(kept, NOW);
    await(new PgUpkeep(pool).dropOld(NOW, Duration.ZERO, Duration.ZERO));
    assertThat(ended.queued(client)).isEqualTo(1);
    assertThat(redeliver(dropped, NOW)).isEqualTo(Redelivery.UNKNOWN);
    assertThat(redeliver(kept, NOW)).isEqualTo(Redelivery.OWED);
    await(new PgUpkeep(pool).makePartitions(NOW, Duration.ofDays(1)));
  }
}
