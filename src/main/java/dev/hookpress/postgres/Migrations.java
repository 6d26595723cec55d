package dev.hookpress.postgres;

import dev.hookpress.tls.JdbcSockets;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.SqlClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Migrates the schema to this version of Hookpress. Several nodes may run it at once. */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
  private static final int TRIES = 6;
  // What has queued behind the lock that was waited for has its turn.
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** PostgreSQL's codes: lock_not_available, deadlock_detected. */
  private static final List<String> LOCKED = List.of("55P03", "40P01");

  /** The last file in {@code db/migration}; a test compares them. */
  static final int NEWEST = 37;

  private static final String CURRENT =
      "select bool_and(success) and max(version::int) = " + NEWEST + " from flyway_schema_history";

  /** Causes nest a few levels deep; the bound guards against a cycle. */
  private static final int MAX_DEPTH = 10;

  private Migrations() {}

  /**
   * Runs the pending migrations under Flyway's lock. Blocks.
   *
   * @param uri {@code postgresql://user:password@host:port/database}
   */
  public static void run(String uri) {
    run(Database.of(uri));
  }

  /**
   * Runs the pending migrations under Flyway's lock. Blocks. A migration that does not get its
   * table lock in time is rolled back and tried again, about a minute in all.
   */
  public static void run(Database database) {
    run(database, LOCK_TIMEOUT);
  }

  /**
   * The same.
   *
   * @param lockTimeout how long one try waits for a table in use: behind it all traffic waits too
   */
  static void run(Database database, Duration lockTimeout) {
    if (isCurrent(database)) {
      return;
    }
    for (int tried = 1; ; tried++) {
      try {
        flyway(database)
            .initSql("set lock_timeout = '" + lockTimeout.toMillis() + "ms'")
            .load()
            .migrate();
        return;
      } catch (RuntimeException e) {
        if (tried == TRIES || !isLocked(e)) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("event", "migration.waiting")
            .addKeyValue("tried", tried)
            .log("A table that a migration changes is in use; it is tried again.");
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Compares the schema with what this version needs. A newer schema suffices: migrations keep what
   * the version before them uses.
   *
   * @return what is missing, in words; empty if nothing is
   */
  public static Optional<String> missing(Database database) {
    if (isCurrent(database)) {
      return Optional.empty();
    }
    MigrationInfoService info = flyway(database).load().info();
    MigrationInfo[] pending = info.pending();
    if (pending.length == 0) {
      return Optional.empty();
    }
    String needed = pending[pending.length - 1].getVersion().toString();
    MigrationInfo current = info.current();
    return Optional.of(
        (current == null
                ? "the database has no tables of Hookpress"
                : "the schema is of version " + current.getVersion())
            + "; this version of Hookpress needs "
            + needed);
  }

  /**
   * Whether the schema is exactly this version's; false if that cannot be read. At every start,
   * Flyway would take more than a second of processor time to find that out, and the JDBC driver,
   * which nothing else needs, a quarter of one.
   */
  public static Future<Boolean> isCurrent(SqlClient sql) {
    return sql.query(CURRENT)
        .execute()
        .map(rows -> Boolean.TRUE.equals(rows.iterator().next().getBoolean(0)))
        .otherwise(false);
  }

  /** The same for commands, which have no other connection yet. */
  private static boolean isCurrent(Database database) {
    try (Connection connection = dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet current = statement.executeQuery(CURRENT)) {
      return current.next() && current.getBoolean(1);
    } catch (SQLException e) {
      // There are no tables yet, or no database: Flyway creates those, and names the fault.
      return false;
    }
  }

  private static FluentConfiguration flyway(Database database) {
    return Flyway.configure()
        .dataSource(dataSource(database))
        .locations("classpath:db/migration")
        // A node must never drop a schema that it does not recognize.
        .cleanDisabled(true);
  }

  private static boolean isLocked(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null; depth++) {
      if (cause instanceof SQLException sql && LOCKED.contains(sql.getSQLState())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static PGSimpleDataSource dataSource(Database database) {
    List<PgConnectOptions> hosts = database.uris().stream().map(PgConnectOptions::fromUri).toList();
    PgConnectOptions first = hosts.get(0);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(hosts.stream().map(PgConnectOptions::getHost).toArray(String[]::new));
    source.setPortNumbers(hosts.stream().mapToInt(PgConnectOptions::getPort).toArray());
    source.setDatabaseName(first.getDatabase());
    source.setUser(first.getUser());
    source.setPassword(first.getPassword());
    if (hosts.size() > 1) {
      source.setTargetServerType("primary");
    }
    if (database.pooled()) {
      source.setPrepareThreshold(0);
    }
    JdbcSockets.secure(source, database.tls());
    return source;
  }
}
