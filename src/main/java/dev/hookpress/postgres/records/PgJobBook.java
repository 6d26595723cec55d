package dev.hookpress.postgres.records;

import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.time;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.RegisteredRows;
import dev.hookpress.postgres.SealedNotification;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and cancels jobs. */
public final class PgJobBook implements JobBook {
  private final Pool pool;
  private final SealedBox box;
  private final Wakeups wakeups;

  public PgJobBook(Pool pool, SealedBox box, Wakeups wakeups) {
    this.pool = pool;
    this.box = box;
    this.wakeups = wakeups;
  }

  @Override
  public Future<Optional<JobView>> job(ClientId client, JobId id) {
    return Sql.FIND_JOB
        .on(pool)
        .bind("client", client.value())
        .bind("job", id.value())
        .execute()
        .map(rows -> views(client, rows).stream().findFirst());
  }

  @Override
  public Future<List<JobView>> jobs(ClientId client, Filter filter, int limit) {
    return Sql.LIST_JOBS
        .on(pool)
        .bind("client", client.value())
        .bind("before", IdRange.before(filter.createdTo(), filter.before().map(JobId::value)))
        .bind("from", IdRange.from(filter.createdFrom()))
        .bind("state", filter.state().map(JobState::label).orElse(null))
        .bind("limit", limit)
        .execute()
        .map(rows -> views(client, rows));
  }

  @Override
  public Future<List<Target>> targets(ClientId client, JobId id, Optional<Heard> heard) {
    Future<List<Target>> named = named(client, id);
    return heard.isEmpty()
        ? named
        : named.compose(
            targets ->
                RegisteredRows.heard(pool, box, client)
                    .map(
                        all ->
                            Callbacks.targets(
                                targets, all, heard.get().format(), heard.get().end())));
  }

  private Future<List<Target>> named(ClientId client, JobId id) {
    return Sql.FIND_TARGETS
        .on(pool)
        .bind("client", client.value())
        .bind("job", id.value())
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? List.of()
                    : StoredJson.targets(
                        box.open(
                            rows.iterator().next().getBuffer("targets").getBytes(),
                            SealingPurposes.TARGETS,
                            client)));
  }

  @Override
  public Future<Cancellation> cancel(
      ClientId client, JobId id, List<OwedNotification> owed, Instant now) {
    return Sql.CANCEL_JOB
        .on(pool)
        .bind("client", client.value())
        .bind("job", id.value())
        .bind("now", time(now))
        .bind("notifications", uuids(owed, one -> one.id().value()))
        .bind("dialects", texts(owed, one -> one.format().label()))
        .bind("origins", texts(owed, one -> one.target().origin()))
        .bind(
            "targets",
            bytes(owed, one -> new SealedNotification(one.target(), one.body()).seal(box, client)))
        .bind("bodies", bytes(owed, one -> SealedNotification.NO_BODY))
        .bind(
            "endpoints", longs(owed, one -> EndpointKey.of(one.target().identity(), false).value()))
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              if (row.getInteger("canceled") > 0) {
                wakeups.deliver();
              }
              return row.getInteger("canceled") > 0
                  ? Cancellation.CANCELED
                  : row.getBoolean("known") ? Cancellation.ENDED : Cancellation.UNKNOWN;
            });
  }

  /** Groups rows, one per document, by job; a job's rows are adjacent. */
  private List<JobView> views(ClientId client, RowSet<Row> rows) {
    List<JobView> views = new ArrayList<>();
    List<Row> ofOneJob = new ArrayList<>();
    for (Row row : rows) {
      if (!ofOneJob.isEmpty() && !ofOneJob.get(0).getUUID("id").equals(row.getUUID("id"))) {
        views.add(view(client, ofOneJob));
        ofOneJob.clear();
      }
      ofOneJob.add(row);
    }
    if (!ofOneJob.isEmpty()) {
      views.add(view(client, ofOneJob));
    }
    return views;
  }

  private JobView view(ClientId client, List<Row> rows) {
    Row job = rows.get(0);
    boolean claimed = rows.stream().anyMatch(row -> row.getBoolean("claimed"));
    JobState state = JobState.ofLabel(job.getString("state"));
    return new JobView(
        new JobId(job.getUUID("id")),
        new DialectName(job.getString("dialect")),
        state == JobState.PENDING && claimed ? JobState.PROCESSING : state,
        Columns.instant(job, "created_at"),
        Columns.optionalInstant(job, "started_at"),
        Columns.optionalInstant(job, "ended_at"),
        job.getString("metadata"),
        rows.stream().map(row -> document(client, row)).toList(),
        !state.ended() && rows.stream().anyMatch(row -> row.getBoolean("uploading")));
  }

  private JobView.DocumentView document(ClientId client, Row row) {
    byte[] request = row.getBuffer("request").getBytes();
    return new JobView.DocumentView(
        StoredJson.document(box.open(request, SealingPurposes.DOCUMENT, client)),
        Optional.ofNullable(row.getString("result")).map(StoredJson::result));
  }
}
