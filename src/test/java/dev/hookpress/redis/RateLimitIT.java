package dev.hookpress.redis;

import static dev.hookpress.support.Awaiting.await;

import dev.hookpress.api.http.RateLimit;
import dev.hookpress.contracts.RateLimitContract;
import dev.hookpress.support.TestServers;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The rate limit that all nodes share, on a real Redis. */
class RateLimitIT extends RateLimitContract {
  private static Vertx vertx;
  private static Redis redis;

  @BeforeAll
  static void connect() {
    vertx = Vertx.vertx();
    redis = Redis.createClient(vertx, TestServers.freshRedis());
  }

  @AfterAll
  static void disconnect() {
    await(redis.close());
    await(vertx.close());
  }

  @Override
  protected RateLimit limit() {
    return new RedisRateLimit(redis);
  }
}
