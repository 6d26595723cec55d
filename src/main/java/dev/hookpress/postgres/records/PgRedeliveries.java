package dev.hookpress.postgres.records;

import dev.hookpress.api.deliveries.Redeliveries;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;

/** Queues notifications again for redelivery. */
public final class PgRedeliveries implements Redeliveries {
  // An attempt number has 15 bits; above this limit a whole retry schedule must still fit.
  public static final int MAX_ATTEMPTS = 10_000;

  private final NotificationLock lock;
  private final Wakeups wakeups;

  /** Creates the store; {@code wakes} wakes the dispatchers. */
  public PgRedeliveries(Pool pool, Wakeups wakeups) {
    this(TransactionScope.of(pool), wakeups);
  }

  /** Creates the store within a transaction; the caller wakes again after its end. */
  public PgRedeliveries(TransactionScope scope, Wakeups wakeups) {
    this.lock = new NotificationLock(scope);
    this.wakeups = wakeups;
  }

  @Override
  public Future<Redelivery> redeliver(ClientId client, NotificationId id, Instant now) {
    return lock.within(
            client,
            id,
            connection ->
                Sql.REDELIVER
                    .on(connection)
                    .bind("client", client.value())
                    .bind("notification", id.value())
                    .bind("now", Columns.time(now))
                    .bind("max_attempts", MAX_ATTEMPTS)
                    .execute())
        .map(PgRedeliveries::redelivery)
        .onSuccess(
            redelivery -> {
              if (redelivery == Redelivery.OWED) {
                wakeups.deliver();
              }
            });
  }

  private static Redelivery redelivery(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Redelivery.UNKNOWN;
    }
    Row row = rows.iterator().next();
    if (row.getBoolean("gone")) {
      return Redelivery.ENDPOINT_GONE;
    }
    return row.getBoolean("attempts_exhausted") ? Redelivery.TOO_MANY_ATTEMPTS : Redelivery.OWED;
  }
}
