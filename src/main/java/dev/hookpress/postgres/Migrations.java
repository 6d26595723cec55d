package dev.hookpress.postgres;

import io.vertx.pgclient.PgConnectOptions;
import java.util.Locale;
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
    Flyway.configure()
        .dataSource(dataSource(PgConnectOptions.fromUri(uri)))
        .locations("classpath:db/migration")
        // A node must never drop a schema that it does not recognize.
        .cleanDisabled(true)
        .load()
        .migrate();
  }

  private static PGSimpleDataSource dataSource(PgConnectOptions options) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {options.getHost()});
    source.setPortNumbers(new int[] {options.getPort()});
    source.setDatabaseName(options.getDatabase());
    source.setUser(options.getUser());
    source.setPassword(options.getPassword());
    source.setSslmode(options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return source;
  }
}
