package dev.hookpress.postgres.queue;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the rows of one claim.
 *
 * @param <T> the type that a row is read into
 */
final class ClaimedRows<T> {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimedRows.class);

  private final Function<Row, T> reader;
  private final List<T> items = new ArrayList<>();
  private int count;

  ClaimedRows(Function<Row, T> reader) {
    this.reader = reader;
  }

  /**
   * Adds a claimed row. A row that cannot be read, because it was sealed with another key, does not
   * fail the rest of the claim: it is claimed again later. Returns whether it could be read.
   */
  boolean add(Row row) {
    count++;
    try {
      items.add(reader.apply(row));
      return true;
    } catch (RuntimeException unreadable) {
      UUID client = row.getUUID("client_id");
      LOG.atError()
          .addKeyValue("event", "row.unreadable")
          .addKeyValue("client", new ClientId(client))
          .addKeyValue("id", id(row))
          .setCause(unreadable)
          .log("A claimed row cannot be read; is this the secrets key that it was sealed with?");
      return false;
    }
  }

  private static String id(Row row) {
    return row.getColumnIndex("notification_id") < 0
        ? NativeIds.shown(new JobId(row.getUUID("job_id")))
        : NativeIds.shown(new NotificationId(row.getUUID("notification_id")));
  }

  List<T> items() {
    return items;
  }

  /** Returns how many rows were claimed, unreadable ones included. */
  int count() {
    return count;
  }
}
