package dev.hookpress.postgres;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Opens the pool of connections to Postgres. */
public final class Pools {
  // Beyond a few connections a core, Postgres only queues inside.
  private static final int PIPELINED = 16;
  private static final int CONNECT_SECONDS = 5;
  private static final int CACHED_STATEMENTS = 128;
  // Of each queue a claim and a write at a time, and one more for what is given back.
  private static final int QUEUES = 4;
  // A server whose machine is gone sends no word of it: what is sent and not acknowledged for so
  // long ends the connection. By itself the system would try for a quarter of an hour.
  private static final int UNACKNOWLEDGED_SECONDS = 10;

  private Pools() {}

  /**
   * Opens the pool that all work shares.
   *
   * @param maxWaiting calls that may wait for a connection; beyond it they fail at once
   */
  public static Pool open(Vertx vertx, String uri, int size, int maxWaiting) {
    return open(vertx, uri, new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(maxWaiting));
  }

  /**
   * Opens one more connection, which waits for nothing else's statements.
   *
   * @param name of its meters
   */
  public static Pool openOne(Vertx vertx, String uri, String name, int maxWaiting) {
    return open(
        vertx, uri, new PoolOptions().setName(name).setMaxSize(1).setMaxWaitQueueSize(maxWaiting));
  }

  /**
   * Opens the connections of the queues, whose statements are planned once on each: so their plans
   * are those that they were written for, whatever the tables hold. Left to itself, PostgreSQL
   * plans a claim again each time where it expects a little less of the general plan; planning
   * takes longer than claiming.
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
        // All are our own, however long; by default those of 2 kB and more are parsed anew
        // each time, and the claims are among these.
        .setPreparedStatementCacheSqlFilter(sql -> true)
        .setPipeliningLimit(PIPELINED)
        // The statements are short: compiling their plans would take longer than running them.
        .addProperty("jit", "off")
        // Every statement has its index. Without this, a plan that was made while a day's
        // partition was new and empty would read the whole of it later.
        .addProperty("enable_seqscan", "off")
        // And its order. Without these, a plan that was made while the queue was empty, or
        // seemed to be, would read and sort all of it later to find one row.
        .addProperty("enable_bitmapscan", "off")
        .addProperty("enable_sort", "off")
        .addProperty("enable_incremental_sort", "off")
        .addProperty("application_name", "hookpress");
  }

  private static Pool open(Vertx vertx, PgConnectOptions connect, PoolOptions pool) {
    PoolOptions options =
        pool
            // A server that is away is found out within this, and the caller answers 503.
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
