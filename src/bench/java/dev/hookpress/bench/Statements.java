package dev.hookpress.bench;

import dev.hookpress.support.TestServers;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The time that Postgres spent on each statement. */
final class Statements {
  private static final String COSTLIEST =
      """
      select calls, total_exec_time / greatest(calls, 1) as mean_ms, total_exec_time as total_ms,
          plans, total_plan_time,
          shared_blks_hit + shared_blks_read as blocks, wal_bytes, wal_fpi,
          left(regexp_replace(query, '\\s+', ' ', 'g'), 60) as query
      from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database())
      order by total_exec_time + total_plan_time desc limit 8
      """;

  private Statements() {}

  static void reset(String uri) throws SQLException {
    run(uri, "create extension if not exists pg_stat_statements");
    run(uri, "select pg_stat_statements_reset()");
    String database = URI.create(uri).getPath().substring(1);
    run(uri, "alter database " + database + " set pg_stat_statements.track_planning = on");
  }

  static void drop(String server, String database) throws SQLException {
    run(server, "drop database " + URI.create(database).getPath().substring(1));
  }

  /** Reports the costliest statements since the last {@link #reset}, per job. */
  static void print(PrintStream out, String uri, long jobs) throws SQLException {
    double divisor = Math.max(jobs, 1);
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COSTLIEST)) {
      while (row.next()) {
        out.printf(
            "    %,d calls of %.2f ms, planned %,d times in %,.0f ms;"
                + " %.1f µs, %.1f blocks and %.0f bytes of WAL (%d images) a job: %s%n",
            row.getLong("calls"),
            row.getDouble("mean_ms"),
            row.getLong("plans"),
            row.getDouble("total_plan_time"),
            row.getDouble("total_ms") * 1000 / divisor,
            row.getDouble("blocks") / divisor,
            row.getDouble("wal_bytes") / divisor,
            row.getLong("wal_fpi"),
            row.getString("query"));
      }
    }
  }

  private static void run(String uri, String sql) throws SQLException {
    try (Connection connection = TestServers.connect(uri);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
