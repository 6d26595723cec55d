package dev.hookpress.postgres.records;

import dev.hookpress.claim.Wakeups;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Takes running replays on, on any number of nodes at once. */
public final class ReplaySteps {
  // A step that finds nothing to send looks at so many: some fifty milliseconds of Postgres.
  private static final int MAX_LOOKED_AT = 10_000;
  // Steps of one run, so that a node is never busy with replays alone. With more replays than the
  // nodes have steps, each of them is slower than its rate.
  private static final int MAX_STEPS = 10;

  private final Pool pool;
  private final Wakeups wakes;
  private final IntConsumer onQueued;
  private final int maxLookedAt;

  /**
   * Uses this pool.
   *
   * @param onQueued told how many notifications each step has queued
   */
  public ReplaySteps(Pool pool, Wakeups wakes, IntConsumer onQueued) {
    this(pool, wakes, onQueued, MAX_LOOKED_AT);
  }

  /** The same, looking at fewer in a step. */
  public ReplaySteps(Pool pool, Wakeups wakes, IntConsumer onQueued, int maxLookedAt) {
    this.pool = pool;
    this.wakes = wakes;
    this.onQueued = onQueued;
    this.maxLookedAt = maxLookedAt;
  }

  /** Steps until no replay is due, within a bound. */
  public Future<Void> run(Instant now) {
    return pool.preparedQuery(Sql.FIND_DUE_REPLAY.text())
        .execute(Tuple.of(Columns.time(now)))
        .map(rows -> rows.iterator().next().getBoolean("due"))
        .compose(due -> due ? run(now, MAX_STEPS) : Future.succeededFuture());
  }

  private Future<Void> run(Instant now, int left) {
    return step(now)
        .compose(
            queued ->
                queued.isEmpty() || left == 1 ? Future.succeededFuture() : run(now, left - 1));
  }

  /** One step of one replay: how many it has queued; empty if none was due. */
  public Future<Optional<Integer>> step(Instant now) {
    return pool.withTransaction(connection -> step(connection, now))
        .onSuccess(
            queued ->
                queued
                    .filter(count -> count > 0)
                    .ifPresent(
                        count -> {
                          onQueued.accept(count);
                          wakes.deliver();
                        }));
  }

  /** The same in a transaction of the caller's; nobody is told. */
  public Future<Optional<Integer>> step(SqlConnection connection, Instant now) {
    return connection
        .preparedQuery(Sql.BEGIN_REPLAY_STEP.text())
        .execute(Tuple.of(Columns.time(now), maxLookedAt, PgRedeliveries.MAX_ATTEMPTS))
        .compose(
            begun ->
                begun.size() == 0
                    ? Future.succeededFuture(Optional.empty())
                    : advance(connection, begun.iterator().next(), now).map(Optional::of));
  }

  private static Future<Integer> advance(SqlConnection connection, Row begun, Instant now) {
    return connection
        .preparedQuery(Sql.ADVANCE_REPLAY.text())
        .execute(
            Tuple.tuple()
                .addUUID(begun.getUUID("client_id"))
                .addUUID(begun.getUUID("id"))
                .addOffsetDateTime(Columns.time(now))
                .addArrayOfUUID(begun.getArrayOfUUIDs("notifications"))
                .addUUID(begun.getUUID("reached"))
                .addInteger(PgRedeliveries.MAX_ATTEMPTS)
                .addOffsetDateTime(begun.getOffsetDateTime("paid_until")))
        .map(rows -> rows.iterator().next().getInteger("queued"));
  }
}
