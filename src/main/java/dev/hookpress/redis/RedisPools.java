package dev.hookpress.redis;

import dev.hookpress.tls.StoreTls;
import dev.hookpress.tls.TlsMode;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Opens the pool of connections to Redis. */
public final class RedisPools {
  // Each channel keeps one connection for as long as the node lives.
  private static final int CHANNELS = 2;
  // A host that disappears silently would hold its connections, with all calls waiting on them, for
  // the quarter of an hour in which the kernel retransmits.
  private static final int UNACKNOWLEDGED_MILLIS = 10_000;

  private static final List<String> TLS_SCHEMES = List.of("rediss://", "sentinels://");

  private RedisPools() {}

  /**
   * Opens a pool.
   *
   * @param uri one server; several nodes of a cluster with commas between; or {@code
   *     sentinel://[:password@]host:port,host2:port/master}. The schemes {@code rediss} and {@code
   *     sentinels} use TLS, for every server that they lead to
   * @param size the most concurrent calls to one server
   * @param maxWaiting the most calls that may wait for a connection; further calls fail at once
   */
  public static Redis open(Vertx vertx, String uri, int size, int maxWaiting) {
    return open(vertx, uri, StoreTls.of(TlsMode.VERIFY_FULL), size, maxWaiting);
  }

  /**
   * Opens a pool whose TLS is not the default.
   *
   * @param tls how the servers are verified, for the schemes with TLS
   */
  public static Redis open(Vertx vertx, String uri, StoreTls tls, int size, int maxWaiting) {
    int connections = size + CHANNELS;
    RedisOptions options =
        new RedisOptions()
            .setPoolName("hookpress")
            .setMaxPoolSize(connections)
            // The Sentinel and Cluster clients reject fewer.
            .setMaxPoolWaiting(Math.max(maxWaiting, connections));
    options.getNetClientOptions().setTcpUserTimeout(UNACKNOWLEDGED_MILLIS);
    if (TLS_SCHEMES.stream().anyMatch(uri::startsWith)) {
      ClientSSLOptions verified = tls.options();
      options
          .getNetClientOptions()
          .setSsl(true)
          .setTrustAll(verified.isTrustAll())
          .setTrustOptions(verified.getTrustOptions())
          .setKeyCertOptions(verified.getKeyCertOptions())
          .setHostnameVerificationAlgorithm(verified.getHostnameVerificationAlgorithm());
    }
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
   * Configures a pool for a master that is watched by sentinels. Every call looks up the master, in
   * an answer that the client caches for a second; sentinels close the connections of a demoted
   * master, so channels look it up again, too. The client's own failover would only duplicate this,
   * and gives up for good when no sentinel answers three times in a row.
   */
  private static void watched(RedisOptions options, SentinelUri sentinel) {
    options
        .setType(RedisClientType.SENTINEL)
        .setRole(RedisRole.MASTER)
        .setMasterName(sentinel.master())
        .setAutoFailover(false);
    sentinel.user().ifPresent(options::setUser);
    sentinel.password().ifPresent(options::setPassword);
    sentinel.hosts().forEach(host -> options.addConnectionString(sentinel.scheme() + "://" + host));
  }
}
