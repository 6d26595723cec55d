package dev.hookpress.postgres.records;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** Changes a notification while its row is locked, and so as others have committed it. */
final class NotificationLock {
  private final TransactionScope scope;

  NotificationLock(TransactionScope scope) {
    this.scope = scope;
  }

  /** Locks the row, if there is one, and makes the change in the same transaction. */
  <T> Future<T> within(
      ClientId client, NotificationId id, Function<SqlConnection, Future<T>> change) {
    return scope.inTransaction(
        connection ->
            Sql.LOCK_NOTIFICATION
                .on(connection)
                .bind("client", client.value())
                .bind("notification", id.value())
                .execute()
                .compose(locked -> change.apply(connection)));
  }
}
