package dev.hookpress.postgres;

import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.shorts;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.time;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.api.JobIntake;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Document;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.pump.Wakes;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes jobs in: many concurrent requests, one commit. */
public final class PgJobIntake implements JobIntake {
  // A statement of 200 jobs takes some 10 ms: larger ones only add to the wait of the first.
  private static final int MAX_JOBS_PER_STATEMENT = 200;
  // Some two seconds of work; beyond it, a clear 503 now is better than a late answer.
  private static final int MAX_WAITING = 10_000;
  // Two at a time are each half as large; and a statement costs PostgreSQL as much as ten of its
  // jobs.
  private static final int MAX_UNDER_WAY = 1;

  private final Pool pool;
  private final SealedBox box;
  private final Wakes wakes;
  private final Duration idempotency;
  private final Batch<Submission, Boolean> batch =
      new Batch<>(MAX_JOBS_PER_STATEMENT, MAX_WAITING, MAX_UNDER_WAY, this::write);

  private record Callback(Job job, Target target) {}

  private record Submission(Job job, Optional<IdempotencyKey> key) {}

  private record Line(Submission from, int ordinal, byte[] targets, byte[] request) {
    Job job() {
      return from.job();
    }
  }

  /**
   * Makes the intake.
   *
   * @param idempotency how long a key is remembered
   */
  public PgJobIntake(Pool pool, SealedBox box, Wakes wakes, Duration idempotency) {
    this.pool = pool;
    this.box = box;
    this.wakes = wakes;
    this.idempotency = idempotency;
  }

  @Override
  public Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key) {
    return batch
        .add(new Submission(job, key))
        .compose(
            taken ->
                taken
                    ? Future.succeededFuture(new Acceptance.Accepted())
                    : earlier(job, key.orElseThrow()));
  }

  @Override
  public Future<Integer> pending(ClientId client, int limit) {
    return pool.preparedQuery(Sql.COUNT_PENDING.text())
        .execute(Tuple.of(client.value(), limit))
        .map(rows -> rows.iterator().next().getInteger("pending"));
  }

  private Future<List<Boolean>> write(List<Submission> submissions) {
    List<Line> lines = new ArrayList<>();
    submissions.forEach(submission -> addLines(submission, lines));
    List<Callback> callbacks =
        submissions.stream()
            .map(Submission::job)
            .flatMap(job -> job.targets().stream().map(target -> new Callback(job, target)))
            .toList();
    Tuple input =
        Tuple.tuple()
            .addArrayOfUUID(uuids(lines, line -> line.job().client().value()))
            .addArrayOfUUID(uuids(lines, line -> line.job().id().value()))
            .addArrayOfShort(shorts(lines, Line::ordinal))
            .addArrayOfString(texts(lines, line -> line.job().dialect().label()))
            .addArrayOfOffsetDateTime(times(lines, line -> line.job().createdAt()))
            .addArrayOfString(texts(lines, line -> line.job().metadataJson()))
            .addArrayOfBuffer(bytes(lines, Line::targets))
            .addArrayOfBuffer(bytes(lines, Line::request))
            .addArrayOfString(
                texts(lines, line -> line.from().key().map(IdempotencyKey::key).orElse(null)))
            .addArrayOfBuffer(
                bytes(
                    lines, line -> line.from().key().map(IdempotencyKey::bodySha256).orElse(null)))
            .addArrayOfUUID(uuids(callbacks, one -> one.job().client().value()))
            .addArrayOfUUID(uuids(callbacks, one -> one.job().id().value()))
            .addArrayOfString(texts(callbacks, one -> one.target().origin()))
            .addArrayOfShort(shorts(lines, line -> line.job().documents().size()));
    return pool.preparedQuery(Sql.ACCEPT_JOBS.text())
        .execute(input)
        .map(
            rows -> {
              Set<UUID> taken = new HashSet<>();
              for (Row row : rows) {
                taken.add(row.getUUID("job_id"));
              }
              return submissions.stream().map(s -> taken.contains(s.job().id().value())).toList();
            })
        .onSuccess(written -> wakes.render());
  }

  private void addLines(Submission submission, List<Line> lines) {
    Job job = submission.job();
    byte[] targets = box.seal(NounJson.targets(job.targets()), Purposes.TARGETS, job.client());
    int ordinal = 0;
    for (Document document : job.documents()) {
      byte[] request = box.seal(NounJson.document(document), Purposes.DOCUMENT, job.client());
      lines.add(new Line(submission, ordinal, targets, request));
      ordinal++;
    }
  }

  /** The key came before: the same request again, another one, or so long ago that it is new. */
  private Future<Acceptance> earlier(Job job, IdempotencyKey key) {
    Tuple name = Tuple.of(job.client().value(), key.key());
    return pool.preparedQuery(Sql.FIND_IDEMPOTENCY_KEY.text())
        .execute(name)
        .compose(
            rows -> {
              if (rows.size() == 0) {
                // It has just expired.
                return accept(job, Optional.of(key));
              }
              Row row = rows.iterator().next();
              var expiry = job.createdAt().minus(idempotency);
              if (!Columns.instant(row, "created_at").isAfter(expiry)) {
                return pool.preparedQuery(Sql.EXPIRE_IDEMPOTENCY_KEY.text())
                    .execute(Tuple.of(job.client().value(), key.key(), time(expiry)))
                    .compose(gone -> accept(job, Optional.of(key)));
              }
              byte[] first = row.getBuffer("body_sha256").getBytes();
              return Future.succeededFuture(
                  Arrays.equals(first, key.bodySha256())
                      ? new Acceptance.Repeated(
                          new JobId(row.getUUID("job_id")), Columns.instant(row, "created_at"))
                      : new Acceptance.Conflict());
            });
  }
}
