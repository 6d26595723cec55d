package dev.hookpress.postgres.operator;

import dev.hookpress.job.ClientId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Deletes the rows of clients that are to be deleted, in batches of one transaction each: whatever
 * node dies, another goes on where it ended. Any number of nodes may do so at once.
 */
public final class ClientErasure {
  // Requests and attempts that were under way when the client was disabled have ended by then, and
  // so have the reports of their figures.
  private static final Duration SETTLED = Duration.ofSeconds(60);

  // Some 50 ms of deleting.
  private static final int MAX_ROWS = 5_000;

  // Bounds one run, so that its task is not taken to hang.
  private static final int MAX_BATCHES = 100;

  private static final Duration FILES_REMEMBERED = Duration.ofDays(30);
  private static final int MAX_LISTED = 10_000;

  private final Pool pool;

  public ClientErasure(Pool pool) {
    this.pool = pool;
  }

  /** Goes on with the oldest deletion that has not finished. To be called every second. */
  public Future<Void> run(Instant now) {
    return run(now, MAX_BATCHES);
  }

  private Future<Void> run(Instant now, int left) {
    return pool.withTransaction(connection -> step(connection, now))
        .compose(
            deleted ->
                deleted > 0 && left > 1 ? run(now, left - 1) : Future.<Void>succeededFuture());
  }

  /** Deletes one batch; returns the number of rows. */
  private static Future<Integer> step(SqlConnection connection, Instant now) {
    return Sql.TAKE_DELETION
        .on(connection)
        .execute()
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture(0);
              }
              Row row = rows.iterator().next();
              UUID client = row.getUUID("id");
              boolean settled = !Columns.instant(row, "requested_at").plus(SETTLED).isAfter(now);
              return Sql.DELETE_OF_CLIENT
                  .on(connection)
                  .bind("client", client)
                  .bind("max", MAX_ROWS)
                  .execute()
                  .map(done -> done.iterator().next().getInteger("rows"))
                  .compose(
                      deleted ->
                          deleted == 0 && settled
                              ? finish(connection, client, now)
                              : Future.succeededFuture(deleted));
            });
  }

  private static Future<Integer> finish(SqlConnection connection, UUID client, Instant now) {
    return Sql.FINISH_DELETION
        .on(connection)
        .bind("client", client)
        .bind("now", Columns.time(now))
        .execute()
        .map(0);
  }

  /** The clients that have been deleted, and whose files are to be deleted on every node. */
  public Future<List<ClientId>> erased(Instant now) {
    return Sql.LIST_DELETIONS
        .on(pool)
        .bind("finished_since", Columns.time(now.minus(FILES_REMEMBERED)))
        .bind("limit", MAX_LISTED)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new ClientId(row.getUUID("id")))
                    .toList());
  }
}
