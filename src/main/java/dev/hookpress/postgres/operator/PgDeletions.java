package dev.hookpress.postgres.operator;

import dev.hookpress.job.ClientId;
import dev.hookpress.operator.Deletions;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;

/** Stores which clients are to be deleted. */
public final class PgDeletions implements Deletions {
  private final SqlClient sql;

  public PgDeletions(SqlClient sql) {
    this.sql = sql;
  }

  @Override
  public Future<Void> request(ClientId client, Instant now) {
    return Sql.REQUEST_DELETION
        .on(sql)
        .bind("client", client.value())
        .bind("now", Columns.time(now))
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Optional<Deletion>> find(ClientId client) {
    return Sql.FIND_DELETION
        .on(sql)
        .bind("client", client.value())
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.<Deletion>empty()
                    : Optional.of(deletion(rows.iterator().next())));
  }

  private static Deletion deletion(Row row) {
    return new Deletion(
        new ClientId(row.getUUID("id")),
        Columns.instant(row, "requested_at"),
        row.getLong("rows_deleted"),
        Columns.optionalInstant(row, "finished_at"));
  }
}
