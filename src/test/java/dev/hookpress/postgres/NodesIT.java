package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.PgNodes.Rescued;
import dev.hookpress.postgres.operator.PgNodeRegister;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.postgres.records.PgNotificationBook;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Awaiting;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
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

/**
 * Nodes that die, pause, or only seem to have died. The database's clock counts, so these tests let
 * time pass by making rows older.
 */
class NodesIT extends OnPostgres {
  private static final Instant NOW = Samples.NOW;
  private static final int PLENTY = 1_000;

  private final SealedBox box = new SealedBox(new byte[32]);
  private final Wakeups wakeups = new Wakeups(vertx.eventBus());
  private final PgNodes nodes = new PgNodes(pool, pool);
  private final ShardLeases ofDying = Shards.none();
  private final ShardLeases ofOther = Shards.none();
  private final UUID dying = ofDying.node();
  private final UUID other = ofOther.node();

  /** It holds all shards. */
  private final PgNotificationQueue queueOfDying = deliveryQueue(ofDying);

  private final PgNotificationQueue queueOfOther = deliveryQueue(ofOther);
  private final ClientId client = Samples.newClient();

  @BeforeEach
  void twoNodesThatHaveRunForLong() {
    await(pool.query("truncate node, delivery_hand, render_queue, delivery_queue").execute());
    Shards.join(pool, ofDying, NOW);
    Shards.join(pool, ofOther, NOW);
    await(pool.query("update node set steady_since = steady_since - interval '1 hour'").execute());
  }

  @Test
  void aNodeIsDeadAfterFiveSecondsOfSilence() {
    silent(dying, 4);
    beat(other);
    assertThat(await(nodes.dead(other))).isEmpty();
    assertThat(await(nodes.rescue(dying, NOW))).isEmpty();
    silent(dying, 2);
    assertThat(await(nodes.dead(other))).containsExactly(dying);
  }

  @Test
  void theWorkOfADeadNodeIsDueAndCountedOnce() {
    PgRenderQueue documents = renderQueue(dying);
    owe(3);
    accept(2);
    List<ClaimedNotification> held = claim(queueOfDying, NOW);
    List<ClaimedDocument> inHand =
        await(documents.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW)).items();
    assertThat(held).hasSize(3);
    assertThat(inHand).hasSize(2);
    await(new PgNodeRegister(pool).describe(dying, "node-7", "api,dispatch", "1.0"));
    silent(dying, 6);

    assertThat(await(nodes.rescue(dying, NOW))).contains(new Rescued(Optional.of("node-7"), 5));

    assertThat(await(nodes.dead(other))).isEmpty();
    assertThat(await(nodes.rescue(dying, NOW))).isEmpty();
    assertThat(claim(queueOfOther, NOW)).isEmpty();
    Shards.balance(pool, ofOther, NOW);
    assertThat(claim(queueOfOther, NOW))
        .extracting(ClaimedNotification::id)
        .containsExactlyInAnyOrderElementsOf(held.stream().map(ClaimedNotification::id).toList());
    assertThat(
            await(renderQueue(other).claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
                .items())
        .hasSize(2)
        .allMatch(document -> document.claims() == 2);
  }

  @Test
  void leasesOfOtherNodesRemain() {
    owe(2);
    claim(queueOfDying, NOW);
    silent(other, 6);
    assertThat(await(nodes.rescue(other, NOW)).map(Rescued::leases)).contains(0);
    assertThat(claim(queueOfDying, NOW)).isEmpty();
    assertThat(ofDying.alone()).isTrue();
  }

  @Test
  void oneOfSeveralConcurrentNodesRescues() {
    owe(20);
    claim(queueOfDying, NOW);
    silent(dying, 6);
    List<Future<Optional<Rescued>>> rescues =
        IntStream.range(0, 12).mapToObj(i -> nodes.rescue(dying, NOW)).toList();
    assertThat(rescues.stream().map(Awaiting::await).filter(Optional::isPresent))
        .containsExactly(Optional.of(new Rescued(Optional.empty(), 20)));
  }

  @Test
  void noNodeIsDeadAfterAnOutageOfPostgres() {
    silent(dying, 30);
    silent(other, 30);
    assertThat(await(nodes.dead(other))).isEmpty();
    // The first of them is back.
    beat(other);
    assertThat(await(nodes.dead(other))).isEmpty();
    assertThat(steadyFor(other)).isLessThan(Duration.ofSeconds(5));

    // Five seconds later, a node that has not returned is dead.
    await(
        pool.preparedQuery("update node set steady_since = $2 where id = $1")
            .execute(Tuple.of(other, Columns.time(Instant.now().minusSeconds(6)))));
    beat(other);
    assertThat(await(nodes.dead(other))).containsExactly(dying);
  }

  @Test
  void aNodeThatPausedItselfDeclaresNoneDead() {
    silent(dying, 30);
    silent(other, 3);
    assertThat(await(nodes.dead(other))).isEmpty();
    assertThat(await(nodes.beat(other)).known()).isTrue();
    assertThat(await(nodes.dead(other))).isEmpty();
  }

  @Test
  void aNodeDeclaredDeadReturnsWithItsNextBeatAndLearnsOfIt() {
    silent(dying, 6);
    assertThat(await(nodes.rescue(dying, NOW))).isPresent();
    assertThat(await(nodes.beat(dying)).known()).isFalse();
    assertThat(await(nodes.beat(dying)).known()).isTrue();
    assertThat(steadyFor(dying)).isLessThan(Duration.ofSeconds(5));
    assertThat(await(nodes.rescue(dying, NOW))).isEmpty();
  }

  @Test
  void aNodeOfTheSameNameJoinsOverTheRowOfItsPredecessor() {
    owe(1);
    claim(queueOfDying, NOW);
    silent(dying, 60);
    ShardLeases restarted = new ShardLeases(dying);
    Shards.join(pool, restarted, NOW);
    assertThat(steadyFor(dying)).isLessThan(Duration.ofSeconds(5));
    assertThat(await(nodes.rescue(dying, NOW))).isEmpty();
    Shards.balance(pool, ofOther, NOW);
    assertThat(claim(deliveryQueue(restarted), NOW).size() + claim(queueOfOther, NOW).size())
        .isEqualTo(1);
  }

  @Test
  void aNodeThatStopsGracefullyIsNotRescued() {
    await(nodes.leave(dying));
    assertThat(await(nodes.dead(other))).isEmpty();
    assertThat(await(nodes.rescue(dying, NOW))).isEmpty();
  }

  @Test
  void aDocumentIsEndedAfterItsLeaseWasReleasedButAnAttemptOfALostShardIsNot() {
    owe(1);
    accept(1);
    PgRenderQueue documents = renderQueue(dying);
    ClaimedNotification sent = claim(queueOfDying, NOW).get(0);
    ClaimedDocument rendered =
        await(documents.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
            .items()
            .get(0);
    silent(dying, 6);
    assertThat(await(nodes.rescue(dying, NOW)).map(Rescued::leases)).contains(2);

    await(
        queueOfDying.record(
            Samples.attempt(
                sent, Outcome.TIMEOUT, new Next.RetryAt(NOW.plus(Duration.ofMinutes(5))))));
    assertThat(await(documents.finish(Samples.finished(rendered)))).isTrue();

    assertThat(
            await(renderQueue(other).claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
                .items())
        .isEmpty();
    Shards.balance(pool, ofOther, NOW);
    assertThat(claim(queueOfOther, NOW))
        .hasSize(2)
        .extracting(ClaimedNotification::id)
        .contains(sent.id());
    assertThat(
            await(new PgNotificationBook(pool, box).notification(client, sent.id()))
                .orElseThrow()
                .attempts())
        .isEmpty();
  }

  @Test
  void aPausedNodeDoesNotOverwriteANewClaim() {
    owe(1);
    accept(1);
    PgRenderQueue documents = renderQueue(dying);
    ClaimedNotification late = claim(queueOfDying, NOW).get(0);
    ClaimedDocument lateDocument =
        await(documents.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
            .items()
            .get(0);
    silent(dying, 6);
    await(nodes.rescue(dying, NOW));
    Shards.balance(pool, ofOther, NOW);
    ClaimedNotification taken = claim(queueOfOther, NOW).get(0);
    ClaimedDocument takenDocument =
        await(renderQueue(other).claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
            .items()
            .get(0);

    await(queueOfDying.record(Samples.attempt(late, Outcome.TIMEOUT, new Next.RetryAt(NOW))));
    assertThat(await(documents.finish(Samples.finished(lateDocument)))).isFalse();

    await(
        queueOfOther.record(
            Samples.attempt(taken, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    assertThat(await(renderQueue(other).finish(Samples.finished(takenDocument)))).isTrue();
    var shown =
        await(new PgNotificationBook(pool, box).notification(client, taken.id())).orElseThrow();
    assertThat(shown.state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(shown.attempts()).hasSize(1);
  }

  private void beat(UUID node) {
    assertThat(await(nodes.beat(node)).known()).isTrue();
  }

  /** Makes a node's last heartbeat older. */
  private static void silent(UUID node, int seconds) {
    await(
        pool.preparedQuery(
                "update node set seen_at = seen_at - $2 * interval '1 second' where id = $1")
            .execute(Tuple.of(node, (double) seconds)));
  }

  private static Duration steadyFor(UUID node) {
    double seconds =
        await(
                pool.preparedQuery(
                        "select extract(epoch from clock_timestamp() - steady_since)::float8 as s"
                            + " from node where id = $1")
                    .execute(Tuple.of(node)))
            .iterator()
            .next()
            .getDouble("s");
    return Duration.ofMillis((long) (seconds * 1000));
  }

  private PgRenderQueue renderQueue(UUID node) {
    return new PgRenderQueue(
        vertx, pool, box, wakeups, leasing(node), Shards.none(), NoDispatcher.handoff());
  }

  private PgNotificationQueue deliveryQueue(ShardLeases of) {
    return new PgNotificationQueue(vertx, pool, box, of, Duration.ofMinutes(1));
  }

  private static LeaseTerms leasing(UUID node) {
    return new LeaseTerms(node, Duration.ofMinutes(1), () -> {});
  }

  private static List<ClaimedNotification> claim(PgNotificationQueue queue, Instant at) {
    return await(
            queue.claim(PLENTY, new ClaimLimits(Map.of(), PLENTY, Set.of(), Map.of(), PLENTY), at))
        .items();
  }

  private void accept(int count) {
    PgJobIntake intake = NoRenderer.intake(pool, box, wakeups);
    IntStream.range(0, count)
        .forEach(i -> await(intake.accept(Samples.job(client), Optional.empty())));
  }

  private void owe(int count) {
    accept(count);
    PgRenderQueue queue = renderQueue(other);
    await(queue.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
        .items()
        .forEach(document -> await(queue.finish(Samples.finished(document))));
  }
}
