package dev.hookpress.postgres.queue;

import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/**
 * Takes shards of the delivery queue for this node, and gives up those that are more than its
 * share. To be run every second.
 */
public final class ShardBalance {
  // Some hundred milliseconds.
  private static final int MAX_ADOPTED = 5_000;

  private final Pool pool;
  private final ShardLeases leases;
  private final Runnable onTaken;

  /**
   * @param onTaken runs when this node holds a shard that it did not hold before
   */
  public ShardBalance(Pool pool, ShardLeases leases, Runnable onTaken) {
    this.pool = pool;
    this.leases = leases;
    this.onTaken = onTaken;
  }

  /** Takes and frees shards once. */
  public Future<Void> run(Instant now) {
    if (leases.draining()) {
      return free(0);
    }
    long epoch = leases.epoch();
    return Sql.TAKE_SHARDS
        .on(pool)
        .bind("node", leases.node())
        .bind("epoch", epoch)
        .execute()
        .compose(
            rows -> {
              if (rows.size() == 0) {
                // Taken for dead; the next heartbeat tells the new epoch.
                return Future.succeededFuture();
              }
              Row row = rows.iterator().next();
              if (leases.holds(List.of(row.getArrayOfShorts("shards")), epoch)) {
                onTaken.run();
              }
              return free(row.getInteger("share")).compose(freed -> adopt(now));
            });
  }

  private Future<Void> free(int share) {
    List<Short> free = leases.toFree(share);
    return free.isEmpty()
        ? Future.succeededFuture()
        : Sql.FREE_SHARDS
            .on(pool)
            .bind("node", leases.node())
            .bind("epoch", leases.epoch())
            .bind("shards", free.toArray(Short[]::new))
            .execute()
            .mapEmpty();
  }

  private Future<Void> adopt(Instant now) {
    return Sql.ADOPT_NOTIFICATIONS
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("max", MAX_ADOPTED)
        .execute()
        .compose(
            rows -> {
              int adopted = rows.iterator().next().getInteger("adopted");
              if (adopted > 0) {
                onTaken.run();
              }
              return adopted < MAX_ADOPTED ? Future.succeededFuture() : adopt(now);
            });
  }
}
