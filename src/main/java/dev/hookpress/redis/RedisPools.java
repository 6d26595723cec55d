package dev.hookpress.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.util.Arrays;
import java.util.Optional;

/** Opens the pool of connections to Redis. */
public final class RedisPools {
  // Each channel keeps one connection for as long as the node lives.
  private static final int CHANNELS = 2;
  // A host that is gone without a word would hold its connections, with all that waits on them, for
  // the quarter of an hour that the kernel sends again.
  private static final int UNACKNOWLEDGED_MILLIS = 10_000;

  private RedisPools() {}

  /**
   * Opens a pool.
   *
   * @param uri one server; several nodes of a cluster with commas between; or {@code
   *     sentinel://[:password@]host:port,host2:port/master}
   * @param size calls under way at a time, to one server
   * @param maxWaiting calls that may wait for a connection; beyond it they fail at once
   */
  public static Redis open(Vertx vertx, String uri, int size, int maxWaiting) {
    int connections = size + CHANNELS;
    RedisOptions options =
        new RedisOptions()
            .setPoolName("hookpress")
            .setMaxPoolSize(connections)
            // Sentinel's and Cluster's clients refuse fewer.
            .setMaxPoolWaiting(Math.max(maxWaiting, connections));
    options.getNetClientOptions().setTcpUserTimeout(UNACKNOWLEDGED_MILLIS);
    Optional<SentinelUri> sentinel = SentinelUri.of(uri);
    if (sentinel.isPresent()) {
      watched(options, sentinel.get());
    } else {
      String[] nodes = uri.split(",");
      options.setType(nodes.length > 1 ? RedisClientType.CLUSTER : RedisClientType.STANDALONE);
      Arrays.stream(nodes).map(String::strip).forEach(options::addConnectionString);
    }
    return Redis.createClient(vertx, options);
  }

  /**
   * Every call asks anew who is master, of an answer that the client keeps for a second; and
   * sentinels end the connections of a master that is one no more, so the channels ask anew too.
   * The client's own failover would only watch beside that, and gives up for good when no sentinel
   * answers three times in a row.
   */
  private static void watched(RedisOptions options, SentinelUri sentinel) {
    options
        .setType(RedisClientType.SENTINEL)
        .setRole(RedisRole.MASTER)
        .setMasterName(sentinel.master())
        .setAutoFailover(false);
    sentinel.user().ifPresent(options::setUser);
    sentinel.password().ifPresent(options::setPassword);
    sentinel.hosts().forEach(host -> options.addConnectionString("redis://" + host));
  }
}
