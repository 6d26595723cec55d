package dev.hookpress.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ClockCheckIT {
  private static Duration apart(InstantSource clock) {
    Vertx vertx = Vertx.vertx();
    Redis redis = RedisPools.open(vertx, TestServers.freshRedis(), 1, 10);
    try {
      return ClockCheck.run(redis, clock).toCompletionStage().toCompletableFuture().join();
    } finally {
      redis.close();
      vertx.close();
    }
  }

  @Test
  void reportsTheDifferenceOfTheClocks() {
    Clock system = Clock.systemUTC();
    assertThat(apart(Clock.offset(system, Duration.ofHours(1))))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(apart(system)).isLessThan(Duration.ofMinutes(1));
  }
}
