package dev.hookpress.postgres;

import io.vertx.core.Vertx;
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

  private Pools() {}

  /**
   * Opens a pool.
   *
   * @param maxWaiting calls that may wait for a connection; beyond it they fail at once
   */
  public static Pool open(Vertx vertx, String uri, int size, int maxWaiting) {
    PgConnectOptions connect =
        PgConnectOptions.fromUri(uri)
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
            // seemed
            // to be, would read and sort all of it later to find one row.
            .addProperty("enable_bitmapscan", "off")
            .addProperty("enable_sort", "off")
            .addProperty("enable_incremental_sort", "off")
            .addProperty("application_name", "hookpress");
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(size)
            .setMaxWaitQueueSize(maxWaiting)
            // A server that is away is found out within this, and the caller answers 503.
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool().with(options).connectingTo(connect).using(vertx).build();
  }
}
