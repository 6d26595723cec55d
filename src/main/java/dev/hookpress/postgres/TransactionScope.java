package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** Where a store's statements run: each for itself, or all within a transaction that has begun. */
public final class TransactionScope {
  private final SqlClient client;
  private final Pool pool;

  private TransactionScope(SqlClient client, Pool pool) {
    this.client = client;
    this.pool = pool;
  }

  /** Statements are transactions of their own. */
  public static TransactionScope of(Pool pool) {
    return new TransactionScope(pool, pool);
  }

  /** Statements belong to the transaction of a connection. */
  public static TransactionScope within(SqlConnection connection) {
    return new TransactionScope(connection, null);
  }

  /** Runs single statements. */
  public SqlClient client() {
    return client;
  }

  /** Runs statements in one transaction: the one that has begun, or a new one. */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return pool == null ? work.apply((SqlConnection) client) : pool.withTransaction(work);
  }
}
