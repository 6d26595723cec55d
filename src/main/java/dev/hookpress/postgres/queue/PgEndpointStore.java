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
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.catalog.OperationalEvent.EndpointFailing.Reason;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.queue.EndpointAlerts.Alert;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Stores holds, 410 endings and statistics of endpoints in Postgres. */
public final class PgEndpointStore implements EndpointStore {
  // Far more than arrive at once. A hold that waits too long is useless.
  private static final int MAX_HOLDS_PER_STATEMENT = 500;
  private static final int MAX_HOLDS_WAITING = 5_000;
  // Bounds the transaction to some tens of milliseconds, whatever the backlog.
  private static final int MAX_ENDED_PER_STATEMENT = 1_000;

  // Errors in a row from which on a URL fails: two may be a restart.
  private static final int FIRST_FAILURES = 3;

  private final Pool pool;
  private final EndpointAlerts alerts;
  private final DeliveryEvents events;
  private final Consumer<Hold> onHeld;
  private final Batch<Hold, Optional<Instant>> holding =
      new Batch<>(MAX_HOLDS_PER_STATEMENT, MAX_HOLDS_WAITING, 1, this::write);

  /**
   * Creates the store.
   *
   * @param events notified of notifications that end because their endpoint is gone
   * @param onHeld called with every hold that is written
   * @param ids generates the ids of notifications
   */
  public PgEndpointStore(
      Pool pool,
      SealedBox box,
      DeliveryEvents events,
      Consumer<Hold> onHeld,
      Function<Instant, UUID> ids) {
    this.alerts = new EndpointAlerts(box, ids);
    this.pool = pool;
    this.events = events;
    this.onHeld = onHeld;
  }

  @Override
  public Future<Optional<Instant>> hold(Hold hold) {
    return holding.add(hold).onSuccess(written -> onHeld.accept(hold));
  }

  @Override
  public Future<Void> end(EndpointStore.Named named, Instant at, Optional<OutboxEvent> event) {
    Endpoint endpoint = named.endpoint();
    return track(List.of(named))
        .compose(
            rows ->
                rows.get(0).equals(Optional.of(endpoint))
                    ? end(endpoint, at, event)
                    : Future.succeededFuture());
  }

  private Future<Void> end(Endpoint endpoint, Instant at, Optional<OutboxEvent> event) {
    return Sql.END_ENDPOINT
        .on(pool)
        .bind("client", endpoint.client().value())
        .bind("endpoint", endpoint.key().value())
        .bind("now", Columns.time(at))
        .bind("event", event.map(one -> one.id().value()).orElse(null))
        .bind("event_body", event.map(one -> Buffer.buffer(one.body())).orElse(null))
        .execute()
        // Not awaited: the backlog may be large, and what is left of it ends when it comes due.
        .onSuccess(ended -> endOwed(endpoint, at).onFailure(events::failed))
        .mapEmpty();
  }

  /**
   * Creates rows for endpoints. Returns, for each, the endpoint whose row represents it: itself, or
   * its origin if the client has too many endpoints, or empty if there is no room for the origin
   * either.
   */
  private Future<List<Optional<Endpoint>>> track(List<EndpointStore.Named> named) {
    return Sql.TRACK_ENDPOINTS
        .on(pool)
        .bind("clients", uuids(named, one -> one.endpoint().client().value()))
        .bind("endpoints", longs(named, one -> one.endpoint().key().value()))
        .bind("urls", texts(named, one -> one.url().orElse(null)))
        .bind("origins", texts(named, EndpointStore.Named::origin))
        .execute()
        .map(
            rows -> {
              List<Optional<Endpoint>> tracked = new ArrayList<>();
              for (Row row : rows) {
                ClientId client = named.get(tracked.size()).endpoint().client();
                tracked.add(
                    Optional.ofNullable(row.getLong("key"))
                        .map(key -> new Endpoint(client, new EndpointKey(key))));
              }
              return tracked;
            });
  }

  private Future<Void> endOwed(Endpoint endpoint, Instant at) {
    return Sql.END_OWED_TO_GONE
        .on(pool)
        .bind("client", endpoint.client().value())
        .bind("endpoint", endpoint.key().value())
        .bind("now", Columns.time(at))
        .bind("max", MAX_ENDED_PER_STATEMENT)
        .execute()
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
    return track(reports.stream().map(EndpointReport::endpoint).toList())
        .compose(rows -> report(reports, rows, now));
  }

  private Future<Void> report(
      List<EndpointReport> reports, List<Optional<Endpoint>> rows, Instant now) {
    // One origin's row may represent several URLs.
    Map<Endpoint, EndpointReport> sums = new HashMap<>();
    for (int i = 0; i < reports.size(); i++) {
      EndpointReport report = reports.get(i);
      rows.get(i).ifPresent(row -> sums.merge(row, report, EndpointReport::plus));
    }
    List<Map.Entry<Endpoint, EndpointReport>> written = List.copyOf(sums.entrySet());
    return pool.withTransaction(
        connection ->
            write(connection, written, now)
                .compose(told -> alerts.owe(connection, alerts(told), now)));
  }

  private static Future<RowSet<Row>> write(
      SqlConnection connection, List<Map.Entry<Endpoint, EndpointReport>> written, Instant now) {
    return Sql.REPORT_ENDPOINTS
        .on(connection)
        .bind("clients", uuids(written, one -> one.getKey().client().value()))
        .bind("endpoints", longs(written, one -> one.getKey().key().value()))
        .bind("attempts", ints(written, one -> one.getValue().attempts()))
        .bind("delivered", ints(written, one -> one.getValue().delivered()))
        .bind("latency_sums_ms", longs(written, one -> one.getValue().latencySum().toMillis()))
        .bind(
            "latency_maxima_ms", ints(written, one -> (int) one.getValue().maxLatency().toMillis()))
        .bind("in_flight_limits", ints(written, one -> one.getValue().inFlightLimit()))
        .bind("last_outcomes", texts(written, one -> one.getValue().lastOutcome().label()))
        .bind("last_times", times(written, one -> one.getValue().lastAt()))
        .bind(
            "last_errors",
            written.stream()
                .map(one -> one.getValue().lastOutcome().endpointFailure())
                .toArray(Boolean[]::new))
        .bind("failures", FIRST_FAILURES)
        .bind("hour", Columns.time(now.truncatedTo(ChronoUnit.HOURS)))
        .execute();
  }

  private List<Alert> alerts(RowSet<Row> rows) {
    List<Alert> owed = new ArrayList<>();
    for (Row row : rows) {
      Instant at = Columns.instant(row, "last_at");
      String url = row.getString("url");
      EndpointKey key = new EndpointKey(row.getLong("key"));
      OperationalEvent event =
          row.getBoolean("recovered")
              ? new OperationalEvent.EndpointRecovered(
                  url, key, Columns.instant(row, "failing_since"))
              : new OperationalEvent.EndpointFailing(
                  url,
                  key,
                  new Reason.FirstFailures(row.getInteger("failures")),
                  row.getString("last_outcome"));
      owed.add(new Alert(new ClientId(row.getUUID("client_id")), alerts.newId(at), event, at));
    }
    return owed;
  }

  @Override
  public Future<Void> warn(
      ClientId client, NotificationId id, OperationalEvent.EndpointFailing event, Instant at) {
    return pool.withTransaction(
        connection -> alerts.owe(connection, List.of(new Alert(client, id, event, at)), at));
  }

  private Future<List<Optional<Instant>>> write(List<Hold> holds) {
    return track(holds.stream().map(Hold::endpoint).toList()).compose(rows -> write(holds, rows));
  }

  private Future<List<Optional<Instant>>> write(List<Hold> holds, List<Optional<Endpoint>> rows) {
    List<Endpoint> held = new ArrayList<>();
    List<Hold> written = new ArrayList<>();
    for (int i = 0; i < holds.size(); i++) {
      if (rows.get(i).isPresent()) {
        held.add(rows.get(i).get());
        written.add(holds.get(i));
      }
    }
    UUID[] clients = uuids(held, one -> one.client().value());
    Long[] keys = longs(held, one -> one.key().value());
    return Sql.HOLD_ENDPOINTS
        .on(pool)
        .bind("clients", clients)
        .bind("endpoints", keys)
        .bind("ends", times(written, Hold::until))
        .bind("reasons", texts(written, Hold::reason))
        .execute()
        .compose(
            done ->
                Sql.HOLD_ORIGINS
                    .on(pool)
                    .bind("clients", clients)
                    .bind("endpoints", keys)
                    .execute())
        .map(origins -> ofOrigins(holds, origins));
  }

  private static List<Optional<Instant>> ofOrigins(List<Hold> holds, RowSet<Row> origins) {
    Map<Endpoint, Instant> ends = new HashMap<>();
    for (Row row : origins) {
      ends.put(
          new Endpoint(new ClientId(row.getUUID("client_id")), new EndpointKey(row.getLong("key"))),
          Columns.instant(row, "held_until"));
    }
    return holds.stream()
        .map(
            hold ->
                Optional.ofNullable(
                    ends.get(
                        new Endpoint(
                            hold.endpoint().endpoint().client(),
                            EndpointKey.of(hold.endpoint().origin(), false)))))
        .toList();
  }
}
