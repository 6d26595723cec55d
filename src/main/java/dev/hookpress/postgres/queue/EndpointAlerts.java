package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.email.AlertEmail;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EmailAddress;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells clients of endpoints that fail or have recovered: by events, and by a mail about failures
 * to clients that want one, at most one an hour whatever fails.
 */
final class EndpointAlerts {
  private static final Duration BETWEEN_EMAILS = Duration.ofHours(1);

  private final SealedBox box;
  private final Function<Instant, UUID> ids;

  /** An event to tell a client of; one with the same id is told once. */
  record Alert(ClientId client, NotificationId id, OperationalEvent event, Instant at) {}

  EndpointAlerts(SealedBox box, Function<Instant, UUID> ids) {
    this.box = box;
    this.ids = ids;
  }

  NotificationId newId(Instant at) {
    return new NotificationId(ids.apply(at));
  }

  /** Queues what is owed, within a transaction. */
  Future<Void> owe(SqlConnection connection, List<Alert> alerts, Instant now) {
    if (alerts.isEmpty()) {
      return Future.succeededFuture();
    }
    return Sql.OWE_EVENTS
        .on(connection)
        .bind("clients", uuids(alerts, one -> one.client().value()))
        .bind("events", uuids(alerts, one -> one.id().value()))
        .bind("types", texts(alerts, one -> one.event().type()))
        .bind("bodies", bytes(alerts, one -> one.event().body(one.at())))
        .bind("created_times", times(alerts, Alert::at))
        .bind("due_times", times(alerts, Alert::at))
        .execute()
        .compose(owed -> email(connection, failing(alerts), now));
  }

  private static List<Alert> failing(List<Alert> alerts) {
    return alerts.stream()
        .filter(one -> one.event() instanceof OperationalEvent.EndpointFailing)
        .toList();
  }

  private Future<Void> email(SqlConnection connection, List<Alert> failing, Instant now) {
    if (failing.isEmpty()) {
      return Future.succeededFuture();
    }
    return Sql.TAKE_ALERT_EMAILS
        .on(connection)
        .bind("clients", uuids(failing, one -> one.client().value()))
        .bind("before", Columns.time(now.minus(BETWEEN_EMAILS)))
        .bind("now", Columns.time(now))
        .execute()
        .compose(
            rows -> {
              Future<Void> owed = Future.succeededFuture();
              for (Row row : rows) {
                owed = owed.compose(before -> email(connection, row, failing, now));
              }
              return owed;
            });
  }

  private Future<Void> email(SqlConnection connection, Row row, List<Alert> failing, Instant now) {
    ClientId client = new ClientId(row.getUUID("id"));
    byte[] target = row.getBuffer("target").getBytes();
    Target.Email to =
        (Target.Email) StoredJson.target(box.open(target, SealingPurposes.TARGET, client));
    List<OperationalEvent.EndpointFailing> events =
        failing.stream()
            .filter(one -> one.client().equals(client))
            .map(one -> (OperationalEvent.EndpointFailing) one.event())
            .collect(Collectors.toList());
    byte[] body =
        AlertEmail.write(
                new EmailAddress(to.address()),
                events.stream().map(OperationalEvent.EndpointFailing::sentence).toList())
            .body();
    return Sql.OWE_ALERT_EMAIL
        .on(connection)
        .bind("client", client.value())
        .bind("notification", ids.apply(now))
        .bind("now", Columns.time(now))
        .bind("body", Buffer.buffer(body))
        .execute()
        .mapEmpty();
  }
}
