package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnectOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Finds, of several hosts, the one that takes writes; asked for each new connection. What was found
 * is used for a second, so that a pool that fills asks once. Thread-safe.
 */
final class PrimaryHost implements Supplier<Future<SqlConnectOptions>> {
  private static final String TAKES_WRITES =
      "select not pg_is_in_recovery()"
          + " and not current_setting('default_transaction_read_only')::boolean as it_does";

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final List<PgConnectOptions> hosts;
  private final int secondsForEach;
  private final LongSupplier nanos;
  private int last;
  private long foundNanos;
  private Future<SqlConnectOptions> search;

  /**
   * @param secondsForEach how long one host is waited for
   * @param nanos a running count such as {@link System#nanoTime}
   */
  PrimaryHost(Vertx vertx, List<PgConnectOptions> hosts, int secondsForEach, LongSupplier nanos) {
    this.vertx = vertx;
    this.hosts = hosts;
    this.secondsForEach = secondsForEach;
    this.nanos = nanos;
  }

  /** The host's options; fails if no host takes writes. */
  @Override
  public synchronized Future<SqlConnectOptions> get() {
    boolean fresh = search != null && nanos.getAsLong() - foundNanos < FRESH_NANOS;
    if (search != null && (!search.isComplete() || search.succeeded() && fresh)) {
      return search;
    }
    search = from(last, hosts.size());
    return search;
  }

  /** Asks the host at this index first, then those after it. */
  private Future<SqlConnectOptions> from(int index, int left) {
    PgConnectOptions host = hosts.get(index % hosts.size());
    Future<SqlConnectOptions> asked =
        takesWrites(host)
            .compose(
                does ->
                    does
                        ? Future.succeededFuture(found(index % hosts.size()))
                        : Future.failedFuture("The server takes no writes"));
    return left == 1 ? asked : asked.recover(no -> from(index + 1, left - 1));
  }

  private synchronized SqlConnectOptions found(int index) {
    last = index;
    foundNanos = nanos.getAsLong();
    return hosts.get(index);
  }

  private Future<Boolean> takesWrites(PgConnectOptions host) {
    return PgConnection.connect(vertx, host)
        .compose(
            connection ->
                connection
                    .query(TAKES_WRITES)
                    .execute()
                    .map(rows -> rows.iterator().next().getBoolean("it_does"))
                    .eventually(connection::close))
        .timeout(secondsForEach, TimeUnit.SECONDS);
  }
}
