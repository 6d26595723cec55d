package dev.hookpress.postgres;

import static dev.hookpress.postgres.EndedNotifications.ORIGIN;
import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.hookpress.api.deliveries.ReplayBook.Cancellation;
import dev.hookpress.api.deliveries.ReplayBook.Start;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.api.deliveries.ReplayView;
import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import dev.hookpress.postgres.records.PgRedeliveries;
import dev.hookpress.postgres.records.PgReplays;
import dev.hookpress.postgres.records.ReplaySteps;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays, on a real Postgres: what they queue, how fast, and that they do it once. */
class ReplaysIT extends OnPostgres {
  private static final Instant NOW = Samples.NOW;
  private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
  private static final int QUICK = 1000;

  private static Pool otherNodesPool;

  private final UlidFactory ulids = UlidFactory.newMonotonicInstance();
  private final Function<Instant, UUID> ids = at -> ulids.create(at.toEpochMilli()).toUuid();
  private final PgReplays replays = new PgReplays(pool, ids, PgReplays.MAX_COUNTED);
  private final ReplaySteps steps = steps(pool);
  private final EndedNotifications ended = new EndedNotifications(pool);
  private final ClientId client = Samples.newClient();

  @BeforeAll
  static void openOtherNodesPool() {
    otherNodesPool = Pools.open(vertx, uri, 4, 1000);
  }

  @AfterAll
  static void closeOtherNodesPool() {
    await(otherNodesPool.close());
  }

  @BeforeEach
  void noOtherReplays() {
    await(pool.query("truncate replay").execute());
  }

  private static ReplaySteps steps(Pool of) {
    return new ReplaySteps(of, new Wakeups(vertx.eventBus()), queued -> {});
  }

  private static ReplayFilter exhausted(Instant from, Instant to) {
    return new ReplayFilter(
        from, to, List.of(NotificationState.EXHAUSTED), Optional.empty(), Optional.empty());
  }

  private ReplayView started(ReplayFilter filter, int perSecond) {
    Start start = await(replays.start(client, filter, perSecond, false, NOW));
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).replay();
  }

  private ReplayView view(ReplayId id) {
    return await(replays.replay(client, id)).orElseThrow();
  }

  private void exhaust(int count) {
    IntStream.range(0, count)
        .forEach(i -> ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO.plusMillis(i)));
  }

  /** Runs a replay to its end in steps of a second. */
  private ReplayView finished(ReplayId id, ReplaySteps by) {
    Instant now = NOW;
    while (view(id).state() == ReplayState.RUNNING) {
      await(by.run(now));
      now = now.plusSeconds(1);
      assertThat(now).isBefore(NOW.plusSeconds(1000));
    }
    return view(id);
  }

  private boolean queued(NotificationId id) {
    return ended.number(
            "select count(*) from delivery_queue where client_id = $1 and notification_id = $2",
            client.value(),
            id.value())
        == 1;
  }

  @Test
  void aReplayTakesExactlyWhatItsFilterMatches() {
    NotificationState exhausted = NotificationState.EXHAUSTED;
    NotificationId first = ended.add(client, exhausted, HOUR_AGO);
    NotificationId last = ended.add(client, exhausted, NOW.minusMillis(1));
    List<NotificationId> others = new ArrayList<>();
    others.add(ended.add(client, exhausted, HOUR_AGO.minusMillis(1)));
    others.add(ended.add(client, exhausted, NOW));
    others.add(ended.add(client, NotificationState.DELIVERED, HOUR_AGO.plusSeconds(1)));
    others.add(ended.add(client, exhausted, HOUR_AGO.plusSeconds(2), "https://other.test", 1));
    others.add(
        ended.add(client, exhausted, HOUR_AGO.plusSeconds(3), ORIGIN, PgRedeliveries.MAX_ATTEMPTS));
    others.add(new NotificationId(ended.addEvent(client, HOUR_AGO.plusSeconds(4))));
    ClientId stranger = Samples.newClient();
    ended.add(stranger, exhausted, HOUR_AGO.plusSeconds(5));
    ReplayFilter filter =
        new ReplayFilter(
            HOUR_AGO,
            NOW,
            List.of(exhausted, NotificationState.GONE),
            Optional.of(NativeDialect.NAME),
            Optional.of(ORIGIN));

    assertThat(await(replays.start(client, filter, QUICK, true, NOW)))
        .isEqualTo(new Start.DryRun(new Matched(2, true)));
    assertThat(await(replays.replays(client, Optional.empty(), 10))).isEmpty();
    ReplayView replay = started(filter, QUICK);
    assertThat(replay).isEqualTo(view(replay.id()));
    ReplayView done = finished(replay.id(), steps);

    assertThat(done.state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(done.queued()).isEqualTo(2);
    assertThat(done.reached()).isEqualTo(NOW);
    assertThat(done.endedAt()).isPresent();
    assertThat(queued(first) && queued(last)).isTrue();
    assertThat(others).noneMatch(this::queued);
    assertThat(ended.queued(stranger)).isZero();
    assertThat(
            ended.number(
                "select count(*) from delivery_queue where client_id = $1"
                    + " and attempts_made = 3 and attempts_before = 3 and claims < -1"
                    + " and endpoint = endpoint_key($2, false)",
                client.value(),
                ORIGIN))
        .isEqualTo(2);
  }

  @Test
  void notificationsToAGoneEndpointAreSkipped() {
    exhaust(3);
    NotificationId elsewhere =
        ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO, "https://other.test", 1);
    ended.gone(client, ORIGIN, NOW);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), QUICK);
    assertThat(replay.matched()).isEqualTo(new Matched(1, true));
    assertThat(finished(replay.id(), steps).queued()).isEqualTo(1);
    assertThat(queued(elsewhere)).isTrue();
  }

  @Test
  void aReplayKeepsItsRate() {
    exhaust(200);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 50);
    assertThat(replay.matched()).isEqualTo(new Matched(200, true));
    for (int millis = 0; millis <= 4000; millis += 100) {
      await(steps.run(NOW.plusMillis(millis)));
      long queued = view(replay.id()).queued();
      // What the rate allows, and a step's share in advance.
      assertThat((double) queued).isBetween(Math.min(200, millis * 0.05), millis * 0.05 + 13);
      assertThat(ended.queued(client)).isEqualTo(queued);
    }
    assertThat(view(replay.id()).state()).isEqualTo(ReplayState.COMPLETED);
  }

  @Test
  void aReplayDoesNotCatchUpAfterAnHourWithoutNodes() {
    exhaust(200);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 50);
    await(steps.run(NOW.plus(Duration.ofHours(1))));
    assertThat(view(replay.id()).queued()).isLessThanOrEqualTo(63);
  }

  @Test
  void twoNodesQueueEachNotificationOnce() {
    exhaust(200);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 50);
    ReplaySteps otherNode = steps(otherNodesPool);
    for (int millis = 0; millis <= 4500; millis += 250) {
      Instant now = NOW.plusMillis(millis);
      await(Future.all(steps.run(now), otherNode.run(now), steps.run(now), otherNode.run(now)));
      assertThat((double) view(replay.id()).queued()).isLessThanOrEqualTo(millis * 0.05 + 13);
    }
    assertThat(view(replay.id()).state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(view(replay.id()).queued()).isEqualTo(200);
    assertThat(ended.queued(client)).isEqualTo(200);
  }

  @Test
  void aNodeThatDiesInAStepQueuesNothing() {
    exhaust(100);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 50);
    await(steps.step(NOW));
    long before = view(replay.id()).queued();
    SqlConnection dying = await(otherNodesPool.getConnection());
    Transaction step = await(dying.begin());
    assertThat(await(steps.step(dying, NOW.plusSeconds(1))).orElseThrow()).isPositive();
    // While it holds the replay, nobody waits for it.
    assertThat(await(steps.step(NOW.plusSeconds(1)))).isEmpty();
    await(step.rollback());
    await(dying.close());

    assertThat(view(replay.id()).queued()).isEqualTo(before).isPositive();
    assertThat(finished(replay.id(), steps(otherNodesPool)).queued()).isEqualTo(100);
    assertThat(ended.queued(client)).isEqualTo(100);
  }

  @Test
  void replaysOfTheSameRangeQueueEachNotificationOnce() {
    exhaust(300);
    ReplayView one = started(exhausted(HOUR_AGO, NOW), QUICK);
    ReplayView two = started(exhausted(HOUR_AGO, NOW), QUICK);
    ReplaySteps otherNode = steps(otherNodesPool);
    for (int millis = 0; millis <= 1000; millis += 250) {
      Instant now = NOW.plusMillis(millis);
      await(Future.all(steps.run(now), otherNode.run(now)));
    }
    assertThat(view(one.id()).state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(view(two.id()).state()).isEqualTo(ReplayState.COMPLETED);
    assertThat(view(one.id()).queued() + view(two.id()).queued()).isEqualTo(300);
    assertThat(ended.queued(client)).isEqualTo(300);
  }

  @Test
  void aReplayStepSeesRedeliveriesCommittedWhileItWaitedForLocks() {
    NotificationId delivered = ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO);
    NotificationId failed = ended.add(client, NotificationState.EXHAUSTED, HOUR_AGO.plusMillis(1));
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), QUICK);
    SqlConnection other = await(otherNodesPool.getConnection());
    Transaction meanwhile = await(other.begin());
    await(
        other
            .preparedQuery("select from notification where client_id = $1 for update")
            .execute(Tuple.of(client.value())));
    Future<Void> run = steps.run(NOW);
    ended.awaitLockWait();
    await(
        other
            .preparedQuery(
                "update notification set state = 'pending', ended_at = null where client_id = $1")
            .execute(Tuple.of(client.value())));
    await(
        other
            .preparedQuery(
                "insert into attempt (client_id, notification_id, number, started_at, latency_ms,"
                    + " address, outcome, detail, answer, ended_as, ended_at)"
                    + " select client_id, id, 4, now(), 1, '', 'any', '', '',"
                    + " case id when $2 then 'delivered' else 'exhausted' end, now()"
                    + " from notification where client_id = $1")
            .execute(Tuple.of(client.value(), delivered.value())));
    await(meanwhile.commit());
    await(other.close());
    await(run);
    assertThat(finished(replay.id(), steps).queued()).isEqualTo(1);
    assertThat(queued(delivered)).isFalse();
    assertThat(queued(failed)).isTrue();
    assertThat(
            ended.number(
                "select attempts_before::int8 from delivery_queue where client_id = $1",
                client.value()))
        .isEqualTo(4);
  }

  @Test
  void aNotificationIsReplayedOnceEvenIfItFailsAgain() {
    exhaust(20);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 40);
    await(steps.step(NOW));
    assertThat(view(replay.id()).queued()).isEqualTo(10);
    ended.run(
        "update notification set state = 'exhausted' where client_id = $1",
        Tuple.of(client.value()));
    ended.run("delete from delivery_queue where client_id = $1", Tuple.of(client.value()));
    assertThat(finished(replay.id(), steps).queued()).isEqualTo(20);
    assertThat(ended.queued(client)).isEqualTo(10);
  }

  @Test
  void fewMatchesAmongManyAreFoundInSteps() {
    IntStream.range(0, 95)
        .forEach(
            i ->
                ended.add(
                    client,
                    i % 30 == 29 ? NotificationState.EXHAUSTED : NotificationState.DELIVERED,
                    HOUR_AGO.plusMillis(i)));
    PgReplays counting = new PgReplays(pool, ids, 40);
    assertThat(await(counting.start(client, exhausted(HOUR_AGO, NOW), QUICK, true, NOW)))
        .isEqualTo(new Start.DryRun(new Matched(1, false)));
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), QUICK);
    ReplaySteps short10 = new ReplaySteps(pool, new Wakeups(vertx.eventBus()), queued -> {}, 10);
    assertThat(await(short10.step(NOW))).contains(0);
    assertThat(view(replay.id()).reached()).isEqualTo(HOUR_AGO.plusMillis(9));
    assertThat(finished(replay.id(), short10).queued()).isEqualTo(3);
  }

  @Test
  void aCanceledReplayQueuesNoMore() {
    exhaust(100);
    ReplayView replay = started(exhausted(HOUR_AGO, NOW), 20);
    await(steps.run(NOW));
    assertThat(await(replays.cancel(client, replay.id(), NOW))).isEqualTo(Cancellation.CANCELED);
    await(steps.run(NOW.plusSeconds(10)));
    assertThat(view(replay.id()).state()).isEqualTo(ReplayState.CANCELED);
    assertThat(view(replay.id()).queued()).isEqualTo(ended.queued(client)).isEqualTo(5);
    assertThat(await(replays.cancel(client, replay.id(), NOW))).isEqualTo(Cancellation.ENDED);
    assertThat(await(replays.cancel(Samples.newClient(), replay.id(), NOW)))
        .isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void aClientHasTenRunningAtMostAndCountsOneAtATime() {
    exhaust(1);
    ReplayFilter filter = exhausted(HOUR_AGO, NOW);
    List<ReplayId> running = IntStream.range(0, 10).mapToObj(i -> started(filter, 1).id()).toList();
    assertThat(await(replays.start(client, filter, 1, false, NOW)))
        .isEqualTo(new Start.TooMany(10));
    assertThat(await(replays.start(Samples.newClient(), filter, 1, false, NOW)))
        .isInstanceOf(Start.Started.class);
    assertThat(
            await(replays.replays(client, Optional.of(running.get(5)), 3)).stream()
                .map(ReplayView::id))
        .containsExactly(running.get(4), running.get(3), running.get(2));
    await(replays.cancel(client, running.get(3), NOW));
    started(filter, 1);

    SqlConnection counting = await(pool.getConnection());
    Transaction turn = await(counting.begin());
    await(Sql.LOCK_REPLAY_START.on(counting).bind("client", client.value()).execute());
    assertThat(await(replays.start(client, filter, 1, true, NOW))).isEqualTo(new Start.Busy());
    await(turn.rollback());
    await(counting.close());
    assertThat(await(replays.start(client, filter, 1, true, NOW))).isInstanceOf(Start.DryRun.class);
  }

  @Test
  void retentionMayDropWhatIsStillToBeReplayed() {
    Instant old = NOW.minus(Duration.ofDays(1));
    IntStream.range(0, 40)
        .forEach(i -> ended.add(client, NotificationState.EXHAUSTED, old.plusMillis(i)));
    NotificationId kept = ended.add(client, NotificationState.EXHAUSTED, NOW.minusMillis(1));
    ReplayView replay = started(exhausted(old, NOW), 40);
    await(steps.step(NOW));
    PgUpkeep upkeep = new PgUpkeep(pool);
    await(upkeep.dropOld(NOW, Duration.ZERO, Duration.ZERO));
    ReplayView done = finished(replay.id(), steps);
    assertThat(done.queued()).isEqualTo(11);
    assertThat(queued(kept)).isTrue();
    assertThat(ended.queued(client)).isEqualTo(1);

    await(upkeep.dropOld(NOW.plusSeconds(2000), Duration.ZERO, Duration.ZERO));
    assertThat(await(replays.replay(client, replay.id()))).isEmpty();
    await(upkeep.makePartitions(NOW, Duration.ofDays(1)));
  }
}
