package dev.hookpress.postgres.records;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Advances running replays, on any number of nodes at once. */
public final class ReplaySteps {
  // A step that finds nothing to send examines this many notifications: some 50 ms in Postgres.
  private static final int MAX_LOOKED_AT = 10_000;
  // Steps per run, so that replays never occupy a node alone. If there are more replays than the
  // nodes have steps, each replay runs slower than its rate.
  private static final int MAX_STEPS = 10;

  private final Pool pool;
  private final Wakeups wakeups;
  private final IntConsumer onQueued;
  private final int maxLookedAt;

  /**
   * Creates the task.
   *
   * @param onQueued called with the number of notifications that each step queues
   */
  public ReplaySteps(Pool pool, Wakeups wakeups, IntConsumer onQueued) {
    this(pool, wakeups, onQueued, MAX_LOOKED_AT);
  }

  /** As above, examining at most {@code maxLookedAt} notifications per step. */
  public ReplaySteps(Pool pool, Wakeups wakeups, IntConsumer onQueued, int maxLookedAt) {
    this.pool = pool;
    this.wakeups = wakeups;
    this.onQueued = onQueued;
    this.maxLookedAt = maxLookedAt;
  }

  /** Runs steps until no replay is due, at most ten. */
  public Future<Void> run(Instant now) {
    return Sql.FIND_DUE_REPLAY
        .on(pool)
        .bind("now", Columns.time(now))
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("due"))
        .compose(due -> due ? run(now, MAX_STEPS) : Future.succeededFuture());
  }

  private Future<Void> run(Instant now, int left) {
    return step(now)
        .compose(
            queued ->
                queued.isEmpty() || left == 1 ? Future.succeededFuture() : run(now, left - 1));
  }

  /**
   * Runs one step of one replay. Returns how many notifications it queued; empty if no replay was
   * due.
   */
  public Future<Optional<Integer>> step(Instant now) {
    return pool.withTransaction(connection -> step(connection, now))
        .onSuccess(
            queued ->
                queued
                    .filter(count -> count > 0)
                    .ifPresent(
                        count -> {
                          onQueued.accept(count);
                          wakeups.deliver();
                        }));
  }

  /**
   * Runs one step in the caller's transaction, without waking dispatchers or calling {@code
   * onQueued}.
   */
  public Future<Optional<Integer>> step(SqlConnection connection, Instant now) {
    return Sql.BEGIN_REPLAY_STEP
        .on(connection)
        .bind("now", Columns.time(now))
        .bind("max_looked_at", maxLookedAt)
        .bind("max_attempts", PgRedeliveries.MAX_ATTEMPTS)
        .execute()
        .compose(
            begun ->
                begun.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : advance(connection, begun.iterator().next(), now).map(Optional::of));
  }

  private static Future<Integer> advance(SqlConnection connection, Row begun, Instant now) {
    return Sql.ADVANCE_REPLAY
        .on(connection)
        .bind("client", begun.getUUID("client_id"))
        .bind("replay", begun.getUUID("id"))
        .bind("now", Columns.time(now))
        .bind("notifications", begun.getArrayOfUUIDs("notifications"))
        .bind("reached", begun.getUUID("reached"))
        .bind("max_attempts", PgRedeliveries.MAX_ATTEMPTS)
        .bind("paid_until", begun.getOffsetDateTime("paid_until"))
        .execute()
        .map(rows -> rows.iterator().next().getInteger("queued"));
  }
}
