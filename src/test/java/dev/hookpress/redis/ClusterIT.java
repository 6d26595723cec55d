package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.account.ErrorCounts.Count;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.RedisProcess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster of one node, which refuses keys of several slots in one call as a larger one does. */
class ClusterIT {
  private static final BreakerPolicy RULE = BreakerPolicy.DEFAULT;
  private static final int SLOTS = 16_384;
  private static final int SLOTS_A_CALL = 4_096;
  private static RedisProcess server;

  private final MutableClock clock = MutableClock.atNoon();
  private final Instant start = clock.instant();
  private final ClientId client = new ClientId(UUID.randomUUID());

  @BeforeAll
  static void startServer() {
    server = RedisProcess.start(List.of("cluster-enabled yes", "save \"\""));
    for (int from = 0; from < SLOTS; from += SLOTS_A_CALL) {
      server.command(
          "CLUSTER ADDSLOTS "
              + IntStream.range(from, from + SLOTS_A_CALL)
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(" ")));
    }
    eventually(() -> server.command("CLUSTER INFO").equals("cluster_state:ok"));
  }

  @AfterEach
  void forget() {
    server.command("FLUSHALL");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** A list, even of one, is a cluster. */
  private CountingNode node() {
    return new CountingNode(server.uri() + "," + server.uri(), "cluster", clock);
  }

  @Test
  void scriptsIndexAndAnnouncementsWork() {
    try (CountingNode here = node();
        CountingNode there = node()) {
      there.announcements.open();
      eventually(() -> server.command("PUBSUB CHANNELS").equals("*1"));
      assertThat(here.errors(client, 1, 25, RULE, start).errors()).isEqualTo(25);
      assertThat(await(new RedisErrorCounts(there.redis).of(client, RULE.window(), start)))
          .contains(new Count(25, Optional.of(start)));
      assertThat(there.errors(client, 26, 49, RULE, start).errors()).isEqualTo(49);
      assertThat(here.errors(client, 50, 50, RULE, start).tripped()).isTrue();

      eventually(() -> there.blocked.blocked(client, start));
      eventually(
          () -> {
            try (CountingNode newcomer = node()) {
              newcomer.look(start);
              return !newcomer.errors.degraded() && newcomer.blocked.blocked(client, start);
            }
          });
      assertThat(await(new RedisRateLimit(here.redis).take(client, 1, start)).pause()).isEmpty();
      assertThat(await(new RedisRateLimit(here.redis).take(client, 1, start)).pause()).isPresent();
    }
  }

  @Test
  void aBlockThatTheClusterHasLostIsToldAgain() {
    try (CountingNode here = node();
        CountingNode there = node()) {
      here.errors(client, 1, 50, RULE, start);
      String key = new ClientKeys(client).block();
      // The index is written last: what is lost before it is written comes back half.
      String indexed = "ZCOUNT " + RedisBlockList.INDEX + " -inf +inf";
      eventually(() -> server.command(indexed).equals(":1"));
      server.command("FLUSHALL");
      // Nodes look every second; a client of a cluster may take a moment to find its way.
      eventually(
          () -> {
            here.look(start);
            return server.command("EXISTS " + key).equals(":1");
          });
      eventually(
          () -> {
            there.look(start);
            return there.blocked.blocked(client, start);
          });
    }
  }
}
