package dev.hookpress.postgres.records;

import static dev.hookpress.postgres.Columns.time;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.api.deliveries.ReplayBook;
import dev.hookpress.api.deliveries.ReplayFilter;
import dev.hookpress.api.deliveries.ReplayView;
import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.TransactionScope;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Starts, lists and cancels replays. {@link ReplaySteps} runs them. */
public final class PgReplays implements ReplayBook {
  /** Bounds the count of matches to about a second; larger counts are reported as lower bounds. */
  public static final int MAX_COUNTED = 100_000;

  // Per client. Each may have its own filter and rate, and the periodic task visits them all.
  private static final int MAX_RUNNING = 10;
  private static final UUID LAST = new UUID(-1, -1);

  private final TransactionScope scope;
  private final Function<Instant, UUID> ids;
  private final int maxCounted;

  /**
   * Creates the store.
   *
   * @param ids generates replay ids: ULIDs in ascending order
   * @param maxCounted how many notifications are examined to count matches
   */
  public PgReplays(Pool pool, Function<Instant, UUID> ids, int maxCounted) {
    this(TransactionScope.of(pool), ids, maxCounted);
  }

  /** Creates the store within a transaction. */
  public PgReplays(TransactionScope scope, Function<Instant, UUID> ids, int maxCounted) {
    this.scope = scope;
    this.ids = ids;
    this.maxCounted = maxCounted;
  }

  @Override
  public Future<Start> start(
      ClientId client, ReplayFilter filter, int perSecond, boolean dryRun, Instant now) {
    return scope.inTransaction(
        connection ->
            lockStart(connection, client)
                .compose(
                    taken ->
                        taken
                            ? count(connection, client, filter)
                                .compose(
                                    matched ->
                                        dryRun
                                            ? Future.succeededFuture(new Start.DryRun(matched))
                                            : insert(
                                                connection,
                                                client,
                                                filter,
                                                perSecond,
                                                matched,
                                                now))
                            : Future.succeededFuture(new Start.Busy())));
  }

  @Override
  public Future<Optional<ReplayView>> replay(ClientId client, ReplayId id) {
    return Sql.FIND_REPLAY
        .on(scope.client())
        .bind("client", client.value())
        .bind("replay", id.value())
        .execute()
        .map(rows -> views(rows).stream().findFirst());
  }

  @Override
  public Future<List<ReplayView>> replays(ClientId client, Optional<ReplayId> before, int limit) {
    return Sql.LIST_REPLAYS
        .on(scope.client())
        .bind("client", client.value())
        .bind("before", before.map(ReplayId::value).orElse(LAST))
        .bind("limit", limit)
        .execute()
        .map(PgReplays::views);
  }

  @Override
  public Future<Cancellation> cancel(ClientId client, ReplayId id, Instant now) {
    return Sql.CANCEL_REPLAY
        .on(scope.client())
        .bind("client", client.value())
        .bind("replay", id.value())
        .bind("now", time(now))
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getInteger("canceled") > 0
                  ? Cancellation.CANCELED
                  : row.getBoolean("known") ? Cancellation.ENDED : Cancellation.UNKNOWN;
            });
  }

  private static Future<Boolean> lockStart(SqlConnection connection, ClientId client) {
    return Sql.LOCK_REPLAY_START
        .on(connection)
        .bind("client", client.value())
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("taken"));
  }

  private Future<Matched> count(SqlConnection connection, ClientId client, ReplayFilter filter) {
    return Sql.COUNT_REPLAY
        .on(connection)
        .bind("client", client.value())
        .bind("after", before(filter.from()))
        .bind("before", Ulid.min(filter.to().toEpochMilli()).toUuid())
        .bind("filter", ReplayConditions.of(filter))
        .bind("max_looked_at", maxCounted)
        .bind("max_attempts", PgRedeliveries.MAX_ATTEMPTS)
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Matched(row.getInteger("matched"), row.getInteger("looked") < maxCounted);
            });
  }

  private Future<Start> insert(
      SqlConnection connection,
      ClientId client,
      ReplayFilter filter,
      int perSecond,
      Matched matched,
      Instant now) {
    ReplayId id = new ReplayId(ids.apply(now));
    return Sql.START_REPLAY
        .on(connection)
        .bind("client", client.value())
        .bind("replay", id.value())
        .bind("now", time(now))
        .bind("from", time(filter.from()))
        .bind("to", time(filter.to()))
        .bind("per_second", perSecond)
        .bind("matched", matched.count())
        .bind("matched_exactly", matched.exactly())
        .bind("position", before(filter.from()))
        .bind("filter", ReplayConditions.of(filter))
        .bind("max_running", MAX_RUNNING)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? new Start.TooMany(MAX_RUNNING)
                    : new Start.Started(
                        new ReplayView(
                            id,
                            ReplayState.RUNNING,
                            filter,
                            perSecond,
                            matched,
                            0,
                            filter.from(),
                            now,
                            Optional.empty())));
  }

  /** Returns the last id before a time: every greater id is of that time or later. */
  private static UUID before(Instant time) {
    return Ulid.max(Math.max(time.toEpochMilli(), 1) - 1).toUuid();
  }

  private static List<ReplayView> views(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(PgReplays::view).toList();
  }

  private static ReplayView view(Row row) {
    Instant from = Columns.instant(row, "created_from");
    Instant reached = Ulid.from(row.getUUID("position")).getInstant();
    return new ReplayView(
        new ReplayId(row.getUUID("id")),
        ReplayState.ofLabel(row.getString("state")),
        ReplayConditions.in(
            row.getString("filter"),
            new ReplayFilter(
                from,
                Columns.instant(row, "created_to"),
                Arrays.stream(row.getArrayOfStrings("states"))
                    .map(NotificationState::ofLabel)
                    .toList(),
                Optional.ofNullable(row.getString("dialect")).map(DialectName::new),
                Optional.ofNullable(row.getString("origin")))),
        row.getInteger("per_second"),
        new Matched(row.getLong("matched"), row.getBoolean("matched_exactly")),
        row.getLong("queued"),
        reached.isBefore(from) ? from : reached,
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
