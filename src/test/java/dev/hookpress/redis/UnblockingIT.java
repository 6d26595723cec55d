package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocks that operators lift, on a real Redis. The nodes hear nothing of each other. */
class UnblockingIT {
  private static final BreakerPolicy RULE =
      new BreakerPolicy(3, Duration.ofMinutes(10), Duration.ofMinutes(20));

  private final MutableClock clock = MutableClock.now();
  private final String redis = TestServers.freshRedis();
  private final CountingNode one = new CountingNode(redis, "unblocking-one", clock);
  private final CountingNode other = new CountingNode(redis, "unblocking-other", clock);
  private final ClientId client = new ClientId(UUID.randomUUID());

  @AfterEach
  void disconnect() {
    one.close();
    other.close();
  }

  private Instant later(Duration time) {
    clock.advance(time);
    return clock.instant();
  }

  @Test
  void aNodeThatMissedTheAnnouncementLiftsTheBlockAndDoesNotWriteItAgain() {
    one.errors(client, 1, 3, RULE, clock.instant());
    other.look(clock.instant());
    assertThat(other.blocked.blocked(client, clock.instant())).isTrue();

    await(one.blocked.unblock(client, later(Duration.ofSeconds(5))));
    assertThat(one.blocked.blocked(client, clock.instant())).isFalse();
    other.look(later(Duration.ofSeconds(1)));
    assertThat(other.blocked.blocked(client, clock.instant())).isFalse();
    one.look(later(Duration.ofSeconds(1)));
    assertThat(one.blocked.blocked(client, clock.instant())).isFalse();
  }

  @Test
  void errorsCountAnewAfterAnUnblockingAndMayBlockAgain() {
    one.errors(client, 1, 3, RULE, clock.instant());
    await(one.blocked.unblock(client, later(Duration.ofSeconds(5))));

    Instant after = later(Duration.ofSeconds(1));
    assertThat(one.errors(client, 4, 5, RULE, after).tripped()).isFalse();
    assertThat(one.error(client, "attempt-6", RULE, after).tripped()).isTrue();
    other.look(later(Duration.ofSeconds(1)));
    one.look(clock.instant());
    assertThat(one.blocked.blocked(client, clock.instant())).isTrue();
    assertThat(other.blocked.blocked(client, clock.instant())).isTrue();
  }
}
