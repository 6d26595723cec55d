package dev.hookpress.postgres.records;

import dev.hookpress.api.deliveries.Cancellations;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.function.Consumer;

/** Cancels notifications that wait in the queue. */
public final class PgCancellations implements Cancellations {
  private final NotificationLock lock;
  private final Consumer<DialectName> onCanceled;

  /** Creates the store; {@code onCanceled} is told of each notification that it ends. */
  public PgCancellations(Pool pool, Consumer<DialectName> onCanceled) {
    this.lock = new NotificationLock(TransactionScope.of(pool));
    this.onCanceled = onCanceled;
  }

  @Override
  public Future<Cancellation> cancel(ClientId client, NotificationId id, Instant now) {
    return lock.within(
            client,
            id,
            connection ->
                Sql.CHANGE_SHARD_OF
                    .on(connection)
                    .bind("client", client.value())
                    .bind("notification", id.value())
                    .execute()
                    .compose(
                        changed ->
                            Sql.CANCEL_NOTIFICATION
                                .on(connection)
                                .bind("client", client.value())
                                .bind("notification", id.value())
                                .bind("now", Columns.time(now))
                                .execute()))
        .map(this::cancellation);
  }

  private Cancellation cancellation(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Cancellation.UNKNOWN;
    }
    Row row = rows.iterator().next();
    if (row.getBoolean("canceled")) {
      onCanceled.accept(new DialectName(row.getString("dialect")));
      return Cancellation.CANCELED;
    }
    NotificationState before = NotificationState.ofLabel(row.getString("state"));
    if (before == NotificationState.CANCELED) {
      return Cancellation.CANCELED;
    }
    return before.ended() ? Cancellation.ENDED : Cancellation.UNDER_WAY;
  }
}
