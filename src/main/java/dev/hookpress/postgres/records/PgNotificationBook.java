package dev.hookpress.postgres.records;

import dev.hookpress.api.deliveries.NotificationBook;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads notifications and their attempts. */
public final class PgNotificationBook implements NotificationBook {
  private final SqlClient pool;

  public PgNotificationBook(SqlClient pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<NotificationView>> ofJob(ClientId client, JobId job) {
    return Sql.LIST_NOTIFICATIONS
        .on(pool)
        .bind("client", client.value())
        .bind("job", job.value())
        .execute()
        .map(rows -> stream(rows).map(row -> view(row, List.of())).toList());
  }

  @Override
  public Future<Optional<NotificationView>> notification(ClientId client, NotificationId id) {
    // Attempts are read last: an attempt recorded in between is then shown but not counted, rather
    // than counted but missing.
    return Sql.FIND_NOTIFICATION
        .on(pool)
        .bind("client", client.value())
        .bind("notification", id.value())
        .execute()
        .compose(
            found ->
                Sql.LIST_ATTEMPTS
                    .on(pool)
                    .bind("client", client.value())
                    .bind("notification", id.value())
                    .execute()
                    .map(rows -> stream(rows).map(PgNotificationBook::attempt).toList())
                    .map(attempts -> stream(found).map(row -> view(row, attempts)).findFirst()));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static NotificationView view(Row row, List<AttemptView> attempts) {
    NotificationState state = NotificationState.ofLabel(row.getString("state"));
    boolean delivering = state == NotificationState.PENDING && row.getBoolean("claimed");
    return new NotificationView(
        new NotificationId(row.getUUID("id")),
        Optional.ofNullable(row.getUUID("job_id")).map(JobId::new),
        Optional.ofNullable(row.getString("event")),
        new DialectName(row.getString("dialect")),
        delivering ? NotificationState.DELIVERING : state,
        new EndpointKey(row.getLong("endpoint")),
        row.getString("origin"),
        Optional.ofNullable(row.getString("url")),
        PgEndpointBook.hold(row),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "next_attempt_at"),
        Columns.optionalInstant(row, "ended_at"),
        row.getShort("attempts_made"),
        attempts);
  }

  private static AttemptView attempt(Row row) {
    return new AttemptView(
        row.getShort("number"),
        Columns.instant(row, "started_at"),
        row.getInteger("latency_ms"),
        row.getString("address"),
        row.getString("outcome"),
        Optional.ofNullable(row.getShort("status")).map(Short::intValue),
        row.getString("detail"),
        // Receivers may send any bytes; those that are not UTF-8 appear as replacement characters.
        new String(row.getBuffer("answer").getBytes(), StandardCharsets.UTF_8));
  }
}
