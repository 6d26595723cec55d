package dev.hookpress.postgres.operator;

import dev.hookpress.operator.Nodes;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Lists nodes, and passes on that one is to drain. */
public final class PgNodeRegister implements Nodes {
  // A cluster has some tens.
  private static final int MAX_LISTED = 1_000;

  private final SqlClient sql;

  public PgNodeRegister(SqlClient sql) {
    this.sql = sql;
  }

  /**
   * Says what a node is, once it has joined, and forgets a drain of an earlier run.
   *
   * @param name what people call it
   */
  public Future<Void> describe(UUID node, String name, String roles, String version) {
    return Sql.DESCRIBE_NODE
        .on(sql)
        .bind("node", node)
        .bind("name", name)
        .bind("roles", roles)
        .bind("version", version)
        .execute()
        .mapEmpty();
  }

  /** Whether a node is to drain. */
  public Future<Boolean> drainAsked(UUID node) {
    return Sql.FIND_DRAIN
        .on(sql)
        .bind("node", node)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("asked"));
  }

  @Override
  public Future<List<Listed>> all() {
    return Sql.LIST_NODES
        .on(sql)
        .bind("limit", MAX_LISTED)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PgNodeRegister::listed)
                    .toList());
  }

  @Override
  public Future<Optional<UUID>> drain(String node, Instant now) {
    return Sql.DRAIN_NODE
        .on(sql)
        .bind("node", node)
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<UUID>empty()
                    : Optional.of(rows.iterator().next().getUUID("id")));
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getUUID("id"),
        Optional.ofNullable(row.getString("name")),
        Optional.ofNullable(row.getString("roles")),
        Optional.ofNullable(row.getString("version")),
        Columns.instant(row, "seen_at"),
        row.getBoolean("alive"),
        Columns.optionalInstant(row, "drain_at"),
        row.getLong("documents"),
        row.getLong("notifications"));
  }
}
