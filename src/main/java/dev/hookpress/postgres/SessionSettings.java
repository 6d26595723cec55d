package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * PostgreSQL's settings of each of Hookpress' sessions. A pooler in transaction mode refuses them
 * when a session begins: they are then the database's.
 */
public final class SessionSettings {
  static final String APPLICATION = "hookpress";

  /** With the reason for each. */
  static final Map<String, String> ALL = all();

  /** A pooler passes these on. */
  private static final List<String> PASSED_ON = List.of("client_encoding", "DateStyle");

  private SessionSettings() {}

  private static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    // The statements are short: JIT compilation would take longer than execution.
    all.put("jit", "off");
    // Every statement has its index. Without this, a plan made while a day's partition was empty
    // would later scan the whole partition.
    all.put("enable_seqscan", "off");
    // The index also supplies the order. Without these, a plan made while the queue seemed empty
    // would later read and sort all of it to find one row.
    all.put("enable_bitmapscan", "off");
    all.put("enable_sort", "off");
    all.put("enable_incremental_sort", "off");
    // A locked table or a runaway plan ends a statement, not the patience of all who wait for it.
    all.put("lock_timeout", "5s");
    all.put("statement_timeout", "30s");
    return Map.copyOf(all);
  }

  /** Statements that belong to one exchange each, and nothing else that a session would keep. */
  static PgConnectOptions behindPooler(PgConnectOptions connect) {
    Map<String, String> passedOn = new HashMap<>(connect.getProperties());
    passedOn.keySet().retainAll(PASSED_ON);
    passedOn.put("application_name", APPLICATION);
    return connect
        .setProperties(passedOn)
        .setCachePreparedStatements(false)
        .setUseLayer7Proxy(true)
        .setPipeliningLimit(1);
  }

  /**
   * Finds the settings that are not as Hookpress needs them; of those of time, whether they are set
   * at all.
   *
   * @return the statements that set them for this database; empty if all are right
   */
  public static Future<String> missing(SqlClient sql) {
    return sql.query(
            "select name, setting, current_database() as here from pg_settings where name in ("
                + ALL.keySet().stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", "))
                + ")")
        .execute()
        .map(
            rows -> {
              List<String> wrong = new ArrayList<>();
              for (Row row : rows) {
                String name = row.getString("name");
                // Upkeep takes longer than a request: a longer bound is right too.
                boolean right =
                    name.endsWith("_timeout")
                        ? !row.getString("setting").equals("0")
                        : row.getString("setting").equals(ALL.get(name));
                if (!right) {
                  wrong.add(
                      "alter database \"%s\" set %s = '%s';"
                          .formatted(
                              row.getString("here").replace("\"", "\"\""), name, ALL.get(name)));
                }
              }
              return wrong.stream().sorted().collect(Collectors.joining(" "));
            });
  }
}
