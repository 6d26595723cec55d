package dev.hookpress.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.util.Arrays;

/** Opens the pool of connections to Redis. */
public final class RedisPools {
  private RedisPools() {}

  /**
   * Opens a pool.
   *
   * @param uri one server, or several nodes of a cluster with commas between
   * @param maxWaiting calls that may wait for a connection; beyond it they fail at once
   */
  public static Redis open(Vertx vertx, String uri, int size, int maxWaiting) {
    String[] nodes = uri.split(",");
    RedisOptions options =
        new RedisOptions()
            .setType(nodes.length > 1 ? RedisClientType.CLUSTER : RedisClientType.STANDALONE)
            .setPoolName("hookpress")
            .setMaxPoolSize(size)
            .setMaxPoolWaiting(maxWaiting);
    Arrays.stream(nodes).map(String::strip).forEach(options::addConnectionString);
    return Redis.createClient(vertx, options);
  }
}
