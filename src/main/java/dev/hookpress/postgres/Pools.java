package dev.hookpress.postgres;

import dev.hookpress.logging.LogRateLimit;
import dev.hookpress.tls.StoreTls;
import dev.hookpress.tls.TlsMode;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final int LIFETIME_AMONG_HOSTS_SECONDS = 60;
  // Fewer than a connection may take: another host is asked when the first does not answer.
  private static final int SECONDS_FOR_EACH_HOST = 2;
  // Retention deletes a day's rows and drops tables.
  private static final String UPKEEP_STATEMENT_TIMEOUT = "10min";

  private static final Logger LOG = LoggerFactory.getLogger(Pools.class);
  private static final LogRateLimit CLEAR = new LogRateLimit(System::nanoTime);

  private Pools() {}

  /**
   * Opens the shared pool.
   *
   * @param maxWaiting calls that may wait for a connection; further calls fail at once
   */
  public static Pool open(Vertx vertx, Database database, int size, int maxWaiting) {
    return open(
        vertx, database, new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(maxWaiting));
  }

  /** Opens the shared pool of a database that needs no files for TLS. */
  public static Pool open(Vertx vertx, String uri, int size, int maxWaiting) {
    return open(vertx, Database.of(uri), size, maxWaiting);
  }

  /**
   * Opens a single connection that is not delayed by other statements.
   *
   * @param name labels its metrics
   */
  public static Pool openOne(Vertx vertx, Database database, String name, int maxWaiting) {
    return open(
        vertx,
        database,
        new PoolOptions().setName(name).setMaxSize(1).setMaxWaitQueueSize(maxWaiting));
  }

  /** Opens a single connection for retention and partitions, which take longer than requests. */
  public static Pool openForUpkeep(Vertx vertx, Database database, int maxWaiting) {
    return open(
        vertx,
        database,
        Map.of("statement_timeout", UPKEEP_STATEMENT_TIMEOUT),
        new PoolOptions().setName("upkeep").setMaxSize(1).setMaxWaitQueueSize(maxWaiting));
  }

  /**
   * Opens the queues' connections, which plan each statement once with a generic plan, so that the
   * plan is the intended one whatever the tables contain. By default PostgreSQL replans a claim
   * whenever it estimates a slightly lower cost than the generic plan's, and planning takes longer
   * than claiming.
   */
  public static Pool openForQueues(Vertx vertx, Database database, int maxWaiting) {
    return open(
        vertx,
        database,
        Map.of("plan_cache_mode", "force_generic_plan"),
        new PoolOptions().setName("queues").setMaxSize(QUEUES).setMaxWaitQueueSize(maxWaiting));
  }

  /** Opens the queues' connections to a database that needs no files for TLS. */
  public static Pool openForQueues(Vertx vertx, String uri, int maxWaiting) {
    return openForQueues(vertx, Database.of(uri), maxWaiting);
  }

  private static Pool open(Vertx vertx, Database database, PoolOptions pool) {
    return open(vertx, database, Map.of(), pool);
  }

  private static PgConnectOptions connect(
      Database database, String uri, Map<String, String> session) {
    PgConnectOptions connect = secured(PgConnectOptions.fromUri(uri), database.tls());
    if (database.pooled()) {
      return SessionSettings.behindPooler(connect);
    }
    SessionSettings.ALL.forEach(connect::addProperty);
    session.forEach(connect::addProperty);
    return connect
        .addProperty("application_name", SessionSettings.APPLICATION)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
        // All statements are Hookpress's own. By default those of 2 kB and more, the claims among
        // them, are not cached and are parsed each time.
        .setPreparedStatementCacheSqlFilter(sql -> true)
        .setPipeliningLimit(PIPELINED);
  }

  private static PgConnectOptions secured(PgConnectOptions connect, StoreTls tls) {
    if (tls.mode() == TlsMode.DISABLE) {
      return connect.setSslMode(SslMode.DISABLE);
    }
    return connect.setSslMode(SslMode.of(tls.effectiveMode().word())).setSslOptions(tls.options());
  }

  /** Says that {@code prefer} has accepted a server without TLS. */
  private static void reportClear(SqlConnection connection) {
    if (!connection.isSSL()) {
      CLEAR
          .admit()
          .ifPresent(
              others ->
                  LOG.warn(
                      "Postgres: the connection is not encrypted, because the server offers no TLS"
                          + " and sslmode is prefer; require refuses such a server"));
    }
    connection.close();
  }

  private static Pool open(
      Vertx vertx, Database database, Map<String, String> session, PoolOptions pool) {
    List<PgConnectOptions> hosts =
        database.uris().stream().map(uri -> connect(database, uri, session)).toList();
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
    ClientBuilder<Pool> builder = PgBuilder.pool().with(options).with(net).using(vertx);
    if (hosts.size() == 1) {
      builder.connectingTo(hosts.get(0));
    } else {
      // A primary that has become a standby may keep its connections open.
      options.setMaxLifetime(LIFETIME_AMONG_HOSTS_SECONDS).setMaxLifetimeUnit(TimeUnit.SECONDS);
      builder.connectingTo(new PrimaryHost(vertx, hosts, SECONDS_FOR_EACH_HOST, System::nanoTime));
    }
    if (hosts.get(0).getSslMode() == SslMode.PREFER) {
      builder.withConnectHandler(Pools::reportClear);
    }
    return builder.build();
  }
}
