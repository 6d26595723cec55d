package dev.hookpress.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Opens the connection pools to Postgres. */
public final class Pools {
  // More statements in flight per connection would only queue inside Postgres.
  private static final int PIPELINED = 16;
  private static final int CONNECT_SECONDS = 5;
  private static final int CACHED_STATEMENTS = 128;
  // Both queues' claims, writes and releases, which run at the same time.
  private static final int QUEUES = 4;
  // A crashed machine closes no connection. A connection whose data stays unacknowledged this long
  // is closed; the system's default is about 15 minutes.
  private static final int UNACKNOWLEDGED_SECONDS = 10;

  private Pools() {}

  /**
   * Opens the shared pool.
   *
   * @param maxWaiting calls that may wait for a connection; further calls fail at once
   */
  public static Pool open(Vertx vertx, String uri, int size, int maxWaiting) {
    return open(vertx, uri, new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(maxWaiting));
  }

  /**
   * Opens a single connection that is not delayed by other statements.
   *
   * @param name labels its metrics
   */
  public static Pool openOne(Vertx vertx, String uri, String name, int maxWaiting) {
    return open(
        vertx, uri, new PoolOptions().setName(name).setMaxSize(1).setMaxWaitQueueSize(maxWaiting));
  }

  /**
   * Opens the queues' connections, which plan each statement once with a generic plan, so that the
   * plan is the intended one whatever the tables contain. By default PostgreSQL replans a claim
   * whenever it estimates a slightly lower cost than the generic plan's, and planning takes longer
   * than claiming.
   */
  public static Pool openForQueues(Vertx vertx, String uri, int maxWaiting) {
    return open(
        vertx,
        connect(uri).addProperty("plan_cache_mode", "force_generic_plan"),
        new PoolOptions().setName("queues").setMaxSize(QUEUES).setMaxWaitQueueSize(maxWaiting));
  }

  private static Pool open(Vertx vertx, String uri, PoolOptions pool) {
    return open(vertx, connect(uri), pool);
  }

  private static PgConnectOptions connect(String uri) {
    return PgConnectOptions.fromUri(uri)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
        // All statements are Hookpress's own. By default those of 2 kB and more, the claims among
        // them, are not cached and are parsed each time.
        .setPreparedStatementCacheSqlFilter(sql -> true)
        .setPipeliningLimit(PIPELINED)
        // The statements are short: JIT compilation would take longer than execution.
        .addProperty("jit", "off")
        // Every statement has its index. Without this, a plan made while a day's partition was
        // empty would later scan the whole partition.
        .addProperty("enable_seqscan", "off")
        // The index also supplies the order. Without these, a plan made while the queue seemed
        // empty would later read and sort all of it to find one row.
        .addProperty("enable_bitmapscan", "off")
        .addProperty("enable_sort", "off")
        .addProperty("enable_incremental_sort", "off")
        .addProperty("application_name", "hookpress");
  }

  private static Pool open(Vertx vertx, PgConnectOptions connect, PoolOptions pool) {
    PoolOptions options =
        pool
            // An unreachable server is detected within this time; the caller then responds with
            // 503.
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_SECONDS * 1000)
            .setTcpKeepAlive(true)
            .setTcpUserTimeout(UNACKNOWLEDGED_SECONDS * 1000);
    return PgBuilder.pool().with(options).with(net).connectingTo(connect).using(vertx).build();
  }
}
