package dev.hookpress.postgres;

import dev.hookpress.tls.JdbcSockets;
import io.vertx.pgclient.PgConnectOptions;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Migrates the schema to this version of Hookpress. Several nodes may run it at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs the pending migrations under Flyway's lock. Blocks.
   *
   * @param uri {@code postgresql://user:password@host:port/database}
   */
  public static void run(String uri) {
    run(Database.of(uri));
  }

  /** Runs the pending migrations under Flyway's lock. Blocks. */
  public static void run(Database database) {
    Flyway.configure()
        .dataSource(dataSource(database))
        .locations("classpath:db/migration")
        // A table in use is waited for shortly: what queues behind the wait would be all traffic.
        .initSql("set lock_timeout = '10s'")
        // A node must never drop a schema that it does not recognize.
        .cleanDisabled(true)
        .load()
        .migrate();
  }

  private static PGSimpleDataSource dataSource(Database database) {
    PgConnectOptions options = PgConnectOptions.fromUri(database.uri());
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    JdbcSockets.secure(source, database.tls());
    return source;
  }
}
