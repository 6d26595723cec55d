package dev.hookpress.postgres.records;

import dev.hookpress.api.jobs.JobContent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Deletes jobs with their rows and files. */
public final class PgJobContent implements JobContent {
  // One statement and some files each; more come with the next run.
  private static final int MAX_IN_A_RUN = 200;
  // Longer than the longest lease: whoever was rendering the job has stored its file by then.
  private static final Duration UNTIL_NO_NODE_STORES_IT = Duration.ofMinutes(15);

  private final Pool pool;
  private final BiFunction<ClientId, JobId, Future<Void>> files;

  /**
   * @param files deletes the files of a job
   */
  public PgJobContent(Pool pool, BiFunction<ClientId, JobId, Future<Void>> files) {
    this.pool = pool;
    this.files = files;
  }

  /** Deletes the rows, and then the files: should this node die in between, another does it. */
  @Override
  public Future<Boolean> delete(ClientId client, JobId job, Instant now) {
    return Sql.DELETE_JOB
        .on(pool)
        .bind("client", client.value())
        .bind("job", job.value())
        .bind("now", Columns.time(now))
        .bind("again", Columns.time(now.plus(UNTIL_NO_NODE_STORES_IT)))
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("deleted"))
        .compose(gone -> files.apply(client, job).map(gone));
  }

  /** Deletes what has expired, one job after the other. */
  public Future<Void> run(Instant now) {
    return Sql.FIND_EXPIRED_CONTENT
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("max", MAX_IN_A_RUN)
        .execute()
        .compose(
            rows -> {
              Future<Void> all = Future.succeededFuture();
              for (Row row : rows) {
                ClientId client = new ClientId(row.getUUID("client_id"));
                JobId job = new JobId(row.getUUID("job_id"));
                all = all.compose(done -> delete(client, job, now).mapEmpty());
              }
              return all;
            });
  }

  /** For how many days the content of those clients is kept that have a retention of their own. */
  public Future<Map<ClientId, Integer>> retentions() {
    return Sql.LIST_RETENTIONS
        .on(pool)
        .execute()
        .map(
            rows -> {
              Map<ClientId, Integer> days = new HashMap<>();
              rows.forEach(
                  row ->
                      days.put(new ClientId(row.getUUID("id")), row.getInteger("retention_days")));
              return days;
            });
  }
}
