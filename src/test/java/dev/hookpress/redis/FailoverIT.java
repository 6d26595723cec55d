package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.RedisProcess;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The master of a Redis with sentinels is killed; a replica is promoted. */
class FailoverIT {
  private static final BreakerPolicy RULE = BreakerPolicy.DEFAULT;
  private static final String NAME = "mymaster";

  private final MutableClock clock = MutableClock.atNoon();
  private final Instant start = clock.instant();
  private final RedisProcess master = RedisProcess.start(data());
  private final RedisProcess replica =
      RedisProcess.start(data(), "--replicaof", "127.0.0.1", Integer.toString(master.port()));
  private RedisProcess sentinel;

  private static List<String> data() {
    return List.of(
        "save \"\"", "masterauth " + RedisProcess.password(), "repl-diskless-sync-delay 0");
  }

  /** One sentinel is enough of a majority here, and half a second enough of a silence. */
  private void watch() {
    eventually(() -> master.command("SET some thing", "WAIT 1 100").equals(":1"));
    sentinel =
        RedisProcess.start(
            List.of(
                "sentinel monitor " + NAME + " 127.0.0.1 " + master.port() + " 1",
                "sentinel auth-pass " + NAME + " " + RedisProcess.password(),
                "sentinel down-after-milliseconds " + NAME + " 500",
                "sentinel failover-timeout " + NAME + " 5000"),
            "--sentinel");
    eventually(() -> sentinel.command("SENTINEL REPLICAS " + NAME).equals("*1"));
  }

  private String uri() {
    return "sentinel://:"
        + RedisProcess.password()
        + "@127.0.0.1:1,127.0.0.1:"
        + sentinel.port()
        + "/"
        + NAME;
  }

  @AfterEach
  void end() {
    sentinel.close();
    replica.close();
    master.close();
  }

  private CountingNode node() {
    return new CountingNode(uri(), "failover", clock);
  }

  @Test
  void afterAFailoverCountingContinuesAndBlocksHold() {
    watch();
    ClientId failing = new ClientId(UUID.randomUUID());
    ClientId blocked = new ClientId(UUID.randomUUID());
    Instant end = start.plus(RULE.block());
    try (CountingNode here = node();
        CountingNode there = node()) {
      here.announcements.open();
      there.announcements.open();
      here.errors(blocked, 1, 50, RULE, start);
      eventually(() -> there.blocked.blocked(blocked, start));
      assertThat(here.errors(failing, 1, 40, RULE, start).errors()).isEqualTo(40);
      assertThat(master.command("WAIT 1 5000")).isEqualTo(":1");

      master.kill();

      // Counted by the node alone, until there is a master again.
      here.error(failing, "attempt-41", RULE, start);
      assertThat(here.errors.degraded()).isTrue();
      assertThat(there.blocked.blockedUntil(blocked, start)).contains(end);
      eventually(
          () -> {
            here.look(start);
            there.look(start);
            return !here.errors.degraded() && !there.errors.degraded();
          });
      assertThat(replica.command("ROLE")).isEqualTo("*3");
      assertThat(here.errors(failing, 42, 49, RULE, start).errors()).isEqualTo(49);
      assertThat(there.errors(failing, 50, 50, RULE, start).tripped()).isTrue();
      try (CountingNode newcomer = node()) {
        newcomer.look(start);
        assertThat(newcomer.blocked.ends()).containsEntry(blocked, end).containsEntry(failing, end);
      }
      // The channels have found the new master, too.
      ClientId announced = new ClientId(UUID.randomUUID());
      eventually(
          () -> {
            there.announcements.publish(announced + " " + end.toEpochMilli());
            return here.blocked.blocked(announced, start);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sentinelsMayHaveTheServersPasswordOrNone(boolean sentinelHasPassword) {
    watch();
    if (!sentinelHasPassword) {
      sentinel.command("ACL SETUSER default nopass");
    }
    try (CountingNode node = node()) {
      ClientId client = new ClientId(UUID.randomUUID());
      assertThat(
              await(new RedisErrorWindow(node.redis).recordError(client, "one", RULE, start))
                  .errors())
          .isEqualTo(1);
    }
  }
}
