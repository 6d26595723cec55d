package dev.hookpress.postgres.records;

import dev.hookpress.api.feed.EventFeed;
import dev.hookpress.api.feed.FeedEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens and reads the feeds that the statements of the queues append to. */
public final class PgEventFeed implements EventFeed {
  private final Pool pool;

  public PgEventFeed(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Void> open(ClientId client, Instant now) {
    return Sql.OPEN_FEED
        .on(pool)
        .bind("client", client.value())
        .bind("now", Columns.time(now))
        .execute()
        .mapEmpty();
  }

  @Override
  public Future<Page> read(ClientId client, long after, int limit) {
    return Sql.READ_FEED
        .on(pool)
        .bind("client", client.value())
        .bind("after", after)
        .bind("limit", limit)
        .execute()
        .map(PgEventFeed::page);
  }

  private static Page page(RowSet<Row> rows) {
    List<FeedEvent> events = new ArrayList<>();
    long floor = 0;
    long last = 0;
    for (Row row : rows) {
      floor = row.getLong("floor");
      last = row.getLong("last");
      if (row.getLong("position") != null) {
        events.add(event(row));
      }
    }
    return new Page(floor, last, events);
  }

  private static FeedEvent event(Row row) {
    String type = row.getString("type");
    UUID subject = row.getUUID("subject");
    boolean ofJob = type.startsWith("job.");
    return new FeedEvent(
        row.getLong("position"),
        Columns.instant(row, "at"),
        type,
        Optional.ofNullable(ofJob ? subject : row.getUUID("job_id")).map(JobId::new),
        ofJob ? Optional.empty() : Optional.of(new NotificationId(subject)),
        Optional.ofNullable(row.getString("event")));
  }
}
