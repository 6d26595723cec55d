package dev.hookpress.postgres;

import io.vertx.pgclient.PgConnectOptions;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings the schema to this program's version. Safe to run from many nodes at once. */
public final class Migrations {
  private Migrations() {}

  /**
   * Runs what is missing, under Flyway's lock. Blocks.
   *
   * @param uri {@code postgresql://user:password@host:port/database}
   */
  public static void run(String uri) {
    Flyway.configure()
        .dataSource(dataSource(PgConnectOptions.fromUri(uri)))
        .locations("classpath:db/migration")
        // A node must not wipe what it cannot read.
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
