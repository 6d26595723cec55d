package dev.hookpress.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;

/** Opens the pool of connections to Redis. */
public final class RedisPools {
  private RedisPools() {}

  /**
   * Opens a pool.
   *
   * @param maxWaiting calls that may wait for a connection; beyond it they fail at once
   */
  public static Redis open(Vertx vertx, String uri, int size, int maxWaiting) {
    return Redis.createClient(
        vertx,
        new RedisOptions()
            .setConnectionString(uri)
            .setMaxPoolSize(size)
            .setMaxPoolWaiting(maxWaiting));
  }
}
