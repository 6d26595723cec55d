package dev.hookpress.postgres.queue;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rows of claims. */
final class ClaimedRows {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimedRows.class);

  private ClaimedRows() {}

  /**
   * Reads a row. One that cannot be read, because it was sealed with another key, does not fail the
   * rest of its claim: it is claimed again later.
   */
  static <T> Optional<T> read(Row row, Function<Row, T> reader) {
    try {
      return Optional.of(reader.apply(row));
    } catch (RuntimeException unreadable) {
      UUID client = row.getUUID("client_id");
      LOG.atError()
          .addKeyValue("event", "row.unreadable")
          .addKeyValue("client", new ClientId(client))
          .addKeyValue("id", id(row))
          .setCause(unreadable)
          .log("A claimed row cannot be read; is this the secrets key that it was sealed with?");
      return Optional.empty();
    }
  }

  private static String id(Row row) {
    return row.getColumnIndex("notification_id") < 0
        ? NativeIds.shown(new JobId(row.getUUID("job_id")))
        : NativeIds.shown(new NotificationId(row.getUUID("notification_id")));
  }
}
