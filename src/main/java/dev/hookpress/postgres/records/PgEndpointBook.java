package dev.hookpress.postgres.records;

import dev.hookpress.api.deliveries.EndpointBook;
import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Lists, reinstates, pauses and resumes endpoints. */
public final class PgEndpointBook implements EndpointBook {
  private final Pool pool;
  private final Wakeups wakeups;

  /** Creates the book; {@code wakeups} wakes the dispatchers when a pause ends. */
  public PgEndpointBook(Pool pool, Wakeups wakeups) {
    this.pool = pool;
    this.wakeups = wakeups;
  }

  @Override
  public Future<List<EndpointView>> list(
      ClientId client, Optional<EndpointKey> after, int limit, Instant since, Instant now) {
    return Sql.LIST_ENDPOINTS
        .on(pool)
        .bind("client", client.value())
        .bind("after", after.map(EndpointKey::value).orElse(Long.MIN_VALUE))
        .bind("limit", limit)
        .bind("since", Columns.time(since))
        .bind("now", Columns.time(now))
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> view(row, now))
                    .toList());
  }

  @Override
  public Future<Boolean> reinstate(ClientId client, EndpointKey endpoint) {
    return Sql.REINSTATE_ENDPOINT
        .on(pool)
        .bind("client", client.value())
        .bind("endpoint", endpoint.value())
        .execute()
        .map(updated -> updated.rowCount() > 0);
  }

  @Override
  public Future<Boolean> pause(ClientId client, EndpointKey endpoint, Instant now) {
    return pause(client, endpoint, Optional.of(now));
  }

  @Override
  public Future<Boolean> resume(ClientId client, EndpointKey endpoint) {
    return pause(client, endpoint, Optional.empty()).onSuccess(known -> wakeups.deliver());
  }

  private Future<Boolean> pause(ClientId client, EndpointKey endpoint, Optional<Instant> from) {
    return Sql.PAUSE_ENDPOINT
        .on(pool)
        .bind("client", client.value())
        .bind("endpoint", endpoint.value())
        .bind("now", from.map(Columns::time).orElse(null))
        .execute()
        .map(updated -> updated.rowCount() > 0);
  }

  /** Reads the hold in a row's columns, which may have expired. */
  static Optional<EndpointView.Hold> hold(Row row) {
    return Columns.optionalInstant(row, "held_until")
        .map(until -> new EndpointView.Hold(until, row.getString("hold_reason")));
  }

  private static EndpointView view(Row row, Instant now) {
    return new EndpointView(
        new EndpointKey(row.getLong("key")),
        Optional.ofNullable(row.getString("url")),
        row.getString("origin"),
        hold(row).filter(hold -> hold.until().isAfter(now)),
        Columns.optionalInstant(row, "origin_held_until")
            .map(until -> new EndpointView.Hold(until, row.getString("origin_hold_reason")))
            .filter(hold -> hold.until().isAfter(now)),
        Columns.optionalInstant(row, "paused_at"),
        Columns.optionalInstant(row, "origin_paused_at"),
        Columns.optionalInstant(row, "gone_at"),
        Optional.ofNullable(row.getShort("in_flight_limit")).map(Short::intValue),
        row.getBoolean("something_due"),
        row.getBoolean("own_signing_keys"),
        Columns.optionalInstant(row, "last_at")
            .map(at -> new EndpointView.LastAttempt(row.getString("last_outcome"), at)),
        new EndpointView.Attempts(
            row.getLong("attempts"),
            row.getLong("delivered"),
            Optional.ofNullable(row.getLong("latency_ms_mean")),
            Optional.ofNullable(row.getInteger("latency_ms_max"))));
  }
}
