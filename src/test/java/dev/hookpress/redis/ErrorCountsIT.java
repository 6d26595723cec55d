package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.account.ErrorCounts.Count;
import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrorCountsIT {
  private static final BreakerPolicy RULE = BreakerPolicy.DEFAULT;

  private final MutableClock clock = MutableClock.atNoon();
  private final Instant start = clock.instant();
  private final ClientId client = new ClientId(UUID.randomUUID());

  @Test
  void readsTheWindowWithoutChangingIt() {
    try (CountingNode node = new CountingNode(TestServers.freshRedis(), "counts", clock)) {
      RedisErrorCounts counts = new RedisErrorCounts(node.redis);
      assertThat(await(counts.of(client, RULE.window(), start)))
          .contains(new Count(0, Optional.empty()));
      node.errors(client, 1, 2, RULE, start);
      Instant second = start.plusSeconds(1);
      node.errors(client, 3, 49, RULE, second);

      Instant end = start.plus(RULE.window());
      assertThat(await(counts.of(client, RULE.window(), end.minusMillis(1))))
          .contains(new Count(49, Optional.of(start)));
      assertThat(await(counts.of(client, RULE.window(), end)))
          .contains(new Count(47, Optional.of(second)));
      // The first two are still there for one who asks about an earlier moment.
      assertThat(await(counts.of(client, Duration.ofMinutes(10), second)))
          .contains(new Count(49, Optional.of(start)));

      node.errors(client, 50, 50, RULE, second);
      assertThat(await(counts.of(client, RULE.window(), second)))
          .contains(new Count(0, Optional.empty()));
    }
  }

  @Test
  void isEmptyWhileRedisIsAway() {
    try (CountingNode node = new CountingNode("redis://127.0.0.1:1", "counts", clock)) {
      assertThat(await(new RedisErrorCounts(node.redis).of(client, RULE.window(), start)))
          .isEmpty();
    }
  }
}
