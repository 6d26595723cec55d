package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.ints;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.deliver.DeliveryEvents;
import dev.hookpress.deliver.EndpointReport;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.deliver.OutboxEvent;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds, ends and figures of endpoints. */
public final class PgEndpointStore implements EndpointStore {
  // Many times what comes together; holds that wait too long are of no use.
  private static final int MAX_HOLDS_PER_STATEMENT = 500;
  private static final int MAX_HOLDS_WAITING = 5_000;
  // A transaction of some tens of milliseconds, however much is owed.
  private static final int MAX_ENDED_PER_STATEMENT = 1_000;

  private final Pool pool;
  private final DeliveryEvents events;
  private final Consumer<Hold> onHeld;
  private final Batch<Hold, Void> holding =
      new Batch<>(MAX_HOLDS_PER_STATEMENT, MAX_HOLDS_WAITING, 1, this::write);

  /**
   * Uses this pool.
   *
   * @param events told of notifications that end because their endpoint is gone
   * @param onHeld told of every hold that is written
   */
  public PgEndpointStore(Pool pool, DeliveryEvents events, Consumer<Hold> onHeld) {
    this.pool = pool;
    this.events = events;
    this.onHeld = onHeld;
  }

  @Override
  public Future<Void> hold(Hold hold) {
    return holding.add(hold).onSuccess(written -> onHeld.accept(hold));
  }

  @Override
  public Future<Void> end(
      Endpoint endpoint, String origin, Instant at, Optional<OutboxEvent> event) {
    return pool.preparedQuery(Sql.END_ENDPOINT.text())
        .execute(
            Tuple.tuple()
                .addUUID(endpoint.client().value())
                .addLong(endpoint.key().value())
                .addString(origin)
                .addOffsetDateTime(Columns.time(at))
                .addUUID(event.map(one -> one.id().value()).orElse(null))
                .addBuffer(event.map(one -> Buffer.buffer(one.body())).orElse(null)))
        // Not waited for: it may be much, and what is left of it is ended when it comes due.
        .onSuccess(ended -> endOwed(endpoint, at).onFailure(events::failed))
        .mapEmpty();
  }

  private Future<Void> endOwed(Endpoint endpoint, Instant at) {
    return pool.preparedQuery(Sql.END_OWED_TO_GONE.text())
        .execute(
            Tuple.of(
                endpoint.client().value(),
                endpoint.key().value(),
                Columns.time(at),
                MAX_ENDED_PER_STATEMENT))
        .compose(
            rows -> {
              int ended = 0;
              for (Row row : rows) {
                int count = row.getInteger("ended");
                events.endedAsGone(new DialectName(row.getString("dialect")), count);
                ended += count;
              }
              return ended < MAX_ENDED_PER_STATEMENT
                  ? Future.succeededFuture()
                  : endOwed(endpoint, at);
            });
  }

  @Override
  public Future<Void> report(List<EndpointReport> reports, Instant now) {
    return pool.preparedQuery(Sql.REPORT_ENDPOINTS.text())
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(uuids(reports, one -> one.endpoint().client().value()))
                .addArrayOfLong(longs(reports, one -> one.endpoint().key().value()))
                .addArrayOfString(texts(reports, EndpointReport::origin))
                .addArrayOfInteger(ints(reports, EndpointReport::attempts))
                .addArrayOfInteger(ints(reports, EndpointReport::delivered))
                .addArrayOfLong(longs(reports, one -> one.latencySum().toMillis()))
                .addArrayOfInteger(ints(reports, one -> (int) one.latencyMost().toMillis()))
                .addArrayOfInteger(ints(reports, EndpointReport::inFlightLimit))
                .addOffsetDateTime(Columns.time(now.truncatedTo(ChronoUnit.HOURS))))
        .mapEmpty();
  }

  private Future<List<Void>> write(List<Hold> holds) {
    return pool.preparedQuery(Sql.HOLD_ENDPOINTS.text())
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(uuids(holds, one -> one.endpoint().client().value()))
                .addArrayOfLong(longs(holds, one -> one.endpoint().key().value()))
                .addArrayOfString(texts(holds, Hold::origin))
                .addArrayOfOffsetDateTime(times(holds, Hold::until))
                .addArrayOfString(texts(holds, Hold::reason)))
        .map(done -> Collections.nCopies(holds.size(), null));
  }
}
