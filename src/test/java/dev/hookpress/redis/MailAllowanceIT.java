package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's e-mails are counted by day, on all nodes together. */
class MailAllowanceIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final Redis redis = RedisPools.open(vertx, TestServers.freshRedis(), 2, 10);
  private final ClientId client = new ClientId(UUID.randomUUID());

  @AfterEach
  void stop() {
    redis.close();
    await(vertx.close());
  }

  @Test
  void aDayHasItsAllowanceAndTheNextAnother() {
    RedisMailAllowance here = new RedisMailAllowance(redis, 10);
    RedisMailAllowance there = new RedisMailAllowance(redis, 10);

    assertThat(await(here.take(client, false, 6, NOON))).isEmpty();
    assertThat(await(there.take(client, false, 5, NOON))).contains(Duration.ofHours(12));
    assertThat(await(there.take(client, false, 4, NOON))).isEmpty();
    assertThat(await(here.take(client, false, 1, NOON))).contains(Duration.ofHours(12));
    assertThat(await(here.take(new ClientId(UUID.randomUUID()), false, 10, NOON))).isEmpty();
    assertThat(await(here.take(client, true, 10, NOON))).isEmpty();
    assertThat(await(there.take(client, true, 1, NOON))).contains(Duration.ofHours(12));
    assertThat(await(here.take(client, false, 10, NOON.plus(Duration.ofHours(12))))).isEmpty();
  }

  @Test
  void whatIsGivenBackMayBeTakenAgainAndNoMore() {
    RedisMailAllowance allowance = new RedisMailAllowance(redis, 3);
    await(allowance.take(client, false, 3, NOON));

    allowance.giveBack(client, false, 2, NOON);
    assertThat(await(allowance.take(client, false, 3, NOON))).isPresent();
    assertThat(await(allowance.take(client, false, 2, NOON))).isEmpty();
    allowance.giveBack(client, false, 9, NOON);
    assertThat(await(allowance.take(client, false, 4, NOON))).isPresent();
    assertThat(await(allowance.take(client, false, 3, NOON))).isEmpty();
  }

  @Test
  void withoutRedisTheyPass() {
    Redis nowhere = RedisPools.open(vertx, "redis://127.0.0.1:1", 1, 10);

    assertThat(await(new RedisMailAllowance(nowhere, 1).take(client, false, 9, NOON)))
        .isEqualTo(Optional.empty());
    nowhere.close();
  }
}
