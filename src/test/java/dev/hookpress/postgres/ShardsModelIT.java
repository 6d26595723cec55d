package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.NotificationId;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.queue.ShardLeases;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Three nodes that claim and record, stand still and are taken for dead, come back, restart, and
 * balance their shards, in any order on a real Postgres.
 */
class ShardsModelIT {
  private static final int NODES = 3;
  private static final int NOTIFICATIONS = 12;
  private static final Instant NOW = Samples.NOW;
  private static final ClaimLimits TWO = new ClaimLimits(Map.of(), 2, Set.of(), Map.of(), 2);

  private static final Vertx VERTX = Vertx.vertx();
  private static final SealedBox BOX = new SealedBox(new byte[32]);
  private static Pool pool;
  private static PgNodes nodes;

  private record Taken(ClaimedNotification notification, long epoch) {}

  /** A node as it sees itself. */
  private static final class Node {
    private final ShardLeases leases;
    private final PgNotificationQueue queue;
    private final Deque<Taken> inHand = new ArrayDeque<>();
    private long epoch;

    Node(UUID id) {
      leases = new ShardLeases(id);
      queue = new PgNotificationQueue(VERTX, pool, BOX, leases, Duration.ofMinutes(1));
      in(await(nodes.join(id)));
    }

    void in(long now) {
      epoch = now;
      leases.in(now);
    }

    boolean lives(long in) {
      return await(
              pool.preparedQuery("select from node where id = $1 and epoch = $2")
                  .execute(Tuple.of(leases.node(), in)))
          .iterator()
          .hasNext();
    }
  }

  private enum Kind {
    BEAT,
    BALANCE,
    CLAIM,
    RECORD,
    TAKEN_FOR_DEAD,
    RESTART
  }

  private record Step(Kind kind, int node) {}

  @BeforeContainer
  static void fill() {
    String uri = TestServers.migratedDatabase();
    pool = Pools.open(VERTX, uri, 4, 1000);
    nodes = new PgNodes(pool, pool);
    await(new PgUpkeep(pool).makePartitions(NOW, Duration.ofDays(1)));
    Wakeups wakeups = new Wakeups(VERTX.eventBus());
    for (int i = 0; i < NOTIFICATIONS; i++) {
      await(
          NoRenderer.intake(pool, BOX, wakeups)
              .accept(Samples.job(Samples.newClient()), Optional.empty()));
    }
    PgRenderQueue rendering =
        new PgRenderQueue(
            VERTX,
            pool,
            BOX,
            wakeups,
            new LeaseTerms(UUID.randomUUID(), Duration.ofMinutes(1), () -> {}),
            Shards.none(),
            NoDispatcher.handoff());
    await(rendering.claim(100, new DocumentClaimLimits(Map.of(), 100), NOW))
        .items()
        .forEach(document -> await(rendering.finish(Samples.finished(document))));
  }

  @AfterContainer
  static void close() {
    await(pool.close());
    await(VERTX.close());
  }

  private static Map<NotificationId, Integer> shards() {
    Map<NotificationId, Integer> shards = new HashMap<>();
    for (Row row :
        await(pool.query("select notification_id, shard from delivery_queue").execute())) {
      shards.put(new NotificationId(row.getUUID(0)), row.getInteger(1));
    }
    return shards;
  }

  private static int attempts(NotificationId of) {
    return await(
            pool.preparedQuery("select count(*)::int from attempt where notification_id = $1")
                .execute(Tuple.of(of.value())))
        .iterator()
        .next()
        .getInteger(0);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
  void noTwoEpochsRecordForOneShardAtATime(@ForAll("steps") List<Step> steps) {
    await(pool.query("delete from node").execute());
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      all.add(new Node(UUID.randomUUID()));
    }
    Map<NotificationId, Integer> shards = shards();
    assertThat(shards).hasSize(NOTIFICATIONS);
    Map<Integer, Long> recording = new HashMap<>();
    Set<String> over = new HashSet<>();
    for (Step step : steps) {
      Node node = all.get(step.node());
      switch (step.kind()) {
        case BEAT -> node.in(await(nodes.beat(node.leases.node())).epoch());
        case BALANCE -> Shards.balance(pool, node.leases, NOW);
        case TAKEN_FOR_DEAD ->
            await(
                pool.preparedQuery("delete from node where id = $1")
                    .execute(Tuple.of(node.leases.node())));
        case RESTART -> all.set(step.node(), new Node(node.leases.node()));
        case CLAIM -> claim(node, all);
        case RECORD -> {
          if (!node.inHand.isEmpty()) {
            Taken first = node.inHand.remove();
            boolean lives = node.lives(first.epoch());
            assertThat(recorded(node, first)).as("%s", first).isEqualTo(lives);
            if (lives) {
              Integer shard = shards.get(first.notification().id());
              Long before = recording.put(shard, first.epoch());
              if (before != null && before != first.epoch()) {
                over.add(shard + " " + before);
              }
              assertThat(over).doesNotContain(shard + " " + first.epoch());
            }
          }
        }
      }
    }
  }

  private static boolean recorded(Node node, Taken taken) {
    NotificationId id = taken.notification().id();
    int before = attempts(id);
    await(
        node.queue.record(
            Samples.attempt(taken.notification(), Outcome.TIMEOUT, new Next.RetryAt(NOW))));
    return attempts(id) > before;
  }

  private static void claim(Node node, List<Node> all) {
    long epoch = node.epoch;
    List<ClaimedNotification> found = await(node.queue.claim(4, TWO, NOW)).items();
    for (ClaimedNotification one : found) {
      for (Node other : all) {
        assertThat(other.inHand)
            .as("one that lives has it in hand")
            .noneMatch(
                taken -> taken.notification().id().equals(one.id()) && other.lives(taken.epoch()));
      }
      node.inHand.add(new Taken(one, epoch));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(3, Kind.BEAT),
            net.jqwik.api.Tuple.of(4, Kind.BALANCE),
            net.jqwik.api.Tuple.of(6, Kind.CLAIM),
            net.jqwik.api.Tuple.of(6, Kind.RECORD),
            net.jqwik.api.Tuple.of(2, Kind.TAKEN_FOR_DEAD),
            net.jqwik.api.Tuple.of(1, Kind.RESTART));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, NODES - 1))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }
}
