package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ErrorWindow.Verdict;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis fails, loses data or hangs: the nodes continue, and restore its data later. */
class HealingIT {
  private static final BreakerPolicy RULE = BreakerPolicy.DEFAULT;
  private static final Duration BLOCK = RULE.block();
  private static TestServers.DedicatedRedis server;

  private final ClientId client = new ClientId(UUID.randomUUID());
  private final MutableClock clock = MutableClock.atNoon();
  private final Instant start = clock.instant();
  private final String channel = "healing-" + UUID.randomUUID();
  private CountingNode here;
  private CountingNode there;

  @BeforeAll
  static void startServer() {
    server = TestServers.dedicatedRedis();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    server.start();
    TestServers.redis(server.uri(), "FLUSHALL");
    here = new CountingNode(server.uri(), channel, clock);
    there = new CountingNode(server.uri(), channel, clock);
  }

  @AfterEach
  void disconnect() {
    here.close();
    there.close();
  }

  private void awayFor(Runnable during) {
    server.stop();
    here.look(clock.instant());
    there.look(clock.instant());
    assertThat(here.errors.degraded()).isTrue();
    during.run();
    server.start();
  }

  private void backAt(CountingNode node) {
    eventually(
        () -> {
          node.look(clock.instant());
          return !node.errors.degraded();
        });
  }

  private boolean redisKnowsTheBlock() {
    String key = new ClientKeys(client).block();
    return TestServers.redis(server.uri(), "GET " + key)
        .equals(Long.toString(start.plus(BLOCK).toEpochMilli()));
  }

  /** The index of blocks is written after the block. */
  private void awaitBlockAndIndex() {
    eventually(() -> TestServers.redis(server.uri(), "DBSIZE").equals(":2"));
  }

  @Test
  void blocksThatWereKnownHoldOnEveryNodeWhileRedisIsAway() {
    here.errors(client, 1, 50, RULE, start);
    eventually(
        () -> {
          there.look(start);
          return there.blocked.blocked(client, start);
        });
    awayFor(
        () -> {
          Instant last = start.plus(BLOCK).minusMillis(1);
          assertThat(here.blocked.blocked(client, last)).isTrue();
          assertThat(there.blocked.blocked(client, last)).isTrue();
          assertThat(there.blocked.blocked(client, start.plus(BLOCK))).isFalse();
        });
  }

  @Test
  void errorsInFlightDoNotLengthenABlockWhileRedisIsAway() {
    here.errors(client, 1, 50, RULE, start);
    awayFor(
        () -> {
          clock.advance(Duration.ofMinutes(5));
          Verdict late = here.errors(client, 51, 110, RULE, clock.instant());
          assertThat(late).isEqualTo(new Verdict(50, Optional.of(end()), false));
        });
    assertThat(here.blocked.blockedUntil(client, clock.instant())).contains(end());
  }

  private Instant end() {
    return start.plus(BLOCK);
  }

  @Test
  void aBlockLostByRedisIsRestoredWithItsEnd() {
    here.errors(client, 1, 50, RULE, start);
    awaitBlockAndIndex();
    TestServers.redis(server.uri(), "FLUSHALL");
    clock.advance(Duration.ofMinutes(2));
    // An attempt of a node that does not know the block, in flight meanwhile.
    await(new RedisErrorWindow(there.redis).recordError(client, "late", RULE, clock.instant()));

    here.look(clock.instant());

    assertThat(redisKnowsTheBlock()).isTrue();
    there.look(clock.instant());
    assertThat(there.blocked.blockedUntil(client, clock.instant())).contains(end());
    assertThat(TestServers.redis(server.uri(), "EXISTS " + new ClientKeys(client).errors()))
        .isEqualTo(":0");
    Verdict late =
        await(new RedisErrorWindow(there.redis).recordError(client, "x", RULE, clock.instant()));
    assertThat(late.blockedUntil()).contains(end());
    assertThat(late.tripped()).isFalse();
  }

  @Test
  void anEndedBlockIsNotRestored() {
    here.errors(client, 1, 50, RULE, start);
    awaitBlockAndIndex();
    TestServers.redis(server.uri(), "FLUSHALL");
    clock.set(end());
    here.look(end());
    assertThat(TestServers.redis(server.uri(), "DBSIZE")).isEqualTo(":0");
  }

  @Test
  void aBlockFromAnOutageIsReportedAfterwards() {
    awayFor(
        () -> {
          Verdict fiftieth = here.errors(client, 1, 50, RULE, start);
          assertThat(fiftieth.tripped()).isTrue();
          assertThat(there.blocked.blocked(client, start)).isFalse();
        });
    backAt(here);
    backAt(there);
    assertThat(redisKnowsTheBlock()).isTrue();
    assertThat(there.blocked.blockedUntil(client, start)).contains(end());
    assertThat(here.lateBlocks).isEmpty();
  }

  @Test
  void errorsDuringAndAfterAnOutageAddUp() {
    awayFor(() -> assertThat(here.errors(client, 1, 30, RULE, start).errors()).isEqualTo(30));
    clock.advance(Duration.ofMinutes(1));
    backAt(here);
    // Reported again, as after a crash: counts once.
    assertThat(here.error(client, "attempt-30", RULE, clock.instant()).errors()).isEqualTo(30);
    assertThat(here.errors(client, 31, 49, RULE, clock.instant()).errors()).isEqualTo(49);
    assertThat(here.errors(client, 50, 50, RULE, clock.instant()).tripped()).isTrue();
  }

  @Test
  void restoredErrorsLeaveTheWindowAfterTenMinutes() {
    awayFor(() -> here.errors(client, 1, 30, RULE, start));
    clock.set(start.plus(RULE.window()).minusMillis(1));
    backAt(here);
    assertThat(here.errors(client, 31, 31, RULE, clock.instant()).errors()).isEqualTo(31);
    assertThat(here.errors(client, 32, 32, RULE, clock.advance(Duration.ofMillis(1))).errors())
        .isEqualTo(2);
  }

  @Test
  void errorsCountedByTwoNodesDuringAnOutageAddUpAndBlock() {
    awayFor(
        () -> {
          here.errors(client, 1, 30, RULE, start);
          there.errors(client, 31, 60, RULE, start);
        });
    backAt(here);
    assertThat(here.blocked.blocked(client, start)).isFalse();
    backAt(there);
    assertThat(there.lateBlocks).containsEntry(client, end());
    eventually(
        () -> {
          here.look(start);
          return here.blocked.blocked(client, start);
        });
    assertThat(here.lateBlocks).isEmpty();
  }

  @Test
  void aHangingRedisCountsAsUnavailableAndDelaysNothing() {
    TestServers.redis(server.uri(), "CLIENT PAUSE 6000 ALL");
    long begun = System.nanoTime();
    for (int i = 1; i <= 30; i++) {
      assertThat(here.errors(client, i, i, RULE, start).errors()).isEqualTo(i);
    }
    // One waits for half a second, the others no more: they end before Redis answers again.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(here.errors.degraded()).isTrue();
    backAt(here);
    // The first was counted by Redis too, only later: once.
    assertThat(here.errors(client, 31, 31, RULE, start).errors()).isEqualTo(31);
  }

  @Test
  void announcementsAreHeardAgainAfterARestart() {
    here.announcements.open();
    there.announcements.open();
    awaitListeners();
    server.stop();
    server.start();
    awaitListeners();
    backAt(here);
    here.errors(client, 1, 50, RULE, start);
    // Nobody looks at the index.
    eventually(() -> there.blocked.blocked(client, start));
  }

  private void awaitListeners() {
    eventually(
        () ->
            await(
                    here.redis
                        .send(Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(channel))
                        .map(answer -> answer.toString().replaceAll("\\D+$", ""))
                        .otherwise(""))
                .endsWith(" 2"));
  }
}
