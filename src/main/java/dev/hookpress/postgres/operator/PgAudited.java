package dev.hookpress.postgres.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.operator.AuditEntry;
import dev.hookpress.operator.Audited;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes changes and records them in one transaction.
 *
 * @param <P> the stores that changes use
 */
public final class PgAudited<P> implements Audited<P> {
  private final Pool pool;
  private final Function<TransactionScope, P> stores;
  private final Function<Instant, UUID> ids;

  /**
   * @param stores creates the stores within a transaction
   * @param ids generates the ids of entries
   */
  public PgAudited(Pool pool, Function<TransactionScope, P> stores, Function<Instant, UUID> ids) {
    this.pool = pool;
    this.stores = stores;
    this.ids = ids;
  }

  @Override
  public <T> Future<T> perform(Instant now, Function<P, Future<Change<T>>> change) {
    return pool.withTransaction(
        connection ->
            change
                .apply(stores.apply(TransactionScope.within(connection)))
                .compose(
                    done ->
                        done.entry()
                            .map(entry -> record(connection, entry, now))
                            .orElse(Future.succeededFuture())
                            .map(done.result())));
  }

  private Future<Void> record(SqlConnection connection, AuditEntry entry, Instant now) {
    return Sql.RECORD_AUDIT
        .on(connection)
        .bind("id", ids.apply(now))
        .bind("at", Columns.time(now))
        .bind("actor", entry.actor().name())
        .bind("source", entry.actor().source().label())
        .bind("action", entry.action())
        .bind("subject", entry.subject())
        .bind("before", text(entry.before()))
        .bind("after", text(entry.after()))
        .execute()
        .mapEmpty();
  }

  private static String text(Optional<ObjectNode> json) {
    return json.map(ObjectNode::toString).orElse(null);
  }
}
