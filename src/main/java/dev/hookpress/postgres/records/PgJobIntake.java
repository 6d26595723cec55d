package dev.hookpress.postgres.records;

import static dev.hookpress.postgres.Columns.booleans;
import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.shorts;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.time;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.SealingPurposes;
import dev.hookpress.postgres.Sql;
import dev.hookpress.postgres.StoredJson;
import dev.hookpress.postgres.queue.Batch;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentHandoff;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accepts jobs: concurrent requests share one commit. */
public final class PgJobIntake implements JobIntake {
  // A statement of 200 jobs takes some 10 ms; a larger one only delays its first job.
  private static final int MAX_JOBS_PER_STATEMENT = 200;
  // Some two seconds of work; beyond that, an immediate 503 is better than a late response.
  private static final int MAX_WAITING = 10_000;
  // Two concurrent statements would each be half as large, and a statement's fixed cost equals that
  // of ten jobs.
  private static final int MAX_UNDER_WAY = 1;

  private final Pool pool;
  private final SealedBox box;
  private final Wakeups wakeups;
  private final Duration idempotency;
  private final LeaseTerms leasing;
  private final DocumentHandoff handoff;
  private final Batch<Submission, Boolean> batch =
      new Batch<>(MAX_JOBS_PER_STATEMENT, MAX_WAITING, MAX_UNDER_WAY, this::write);

  private record Callback(Job job, Target target) {}

  private record Submission(Job job, Optional<IdempotencyKey> key) {}

  /** A document to insert; {@code direct} if it may be leased to this node. */
  private record Line(
      Submission from, int ordinal, byte[] targets, byte[] request, boolean direct) {
    Job job() {
      return from.job();
    }

    Document document() {
      return job().documents().get(ordinal);
    }

    ClaimedDocument leased(boolean subscribed) {
      return new ClaimedDocument(
          job().client(),
          job().id(),
          ordinal,
          job().documents().size(),
          Optional.empty(),
          1,
          false,
          job().dialect(),
          document(),
          job().targets(),
          job().metadataJson(),
          job().createdAt(),
          subscribed);
    }
  }

  /**
   * Creates the intake.
   *
   * @param idempotency how long an idempotency key is remembered
   * @param leasing the lease of this node's renderer
   * @param handoff takes the documents if this node's renderer has capacity
   */
  public PgJobIntake(
      Pool pool,
      SealedBox box,
      Wakeups wakeups,
      Duration idempotency,
      LeaseTerms leasing,
      DocumentHandoff handoff) {
    this.pool = pool;
    this.box = box;
    this.wakeups = wakeups;
    this.idempotency = idempotency;
    this.leasing = leasing;
    this.handoff = handoff;
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
  public Future<Optional<JobId>> find(ClientId client, String key) {
    return Sql.FIND_IDEMPOTENCY_KEY
        .on(pool)
        .bind("client", client.value())
        .bind("key", key)
        .execute()
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(new JobId(rows.iterator().next().getUUID("job_id"))));
  }

  @Override
  public Future<Pending> pending(ClientId client, boolean samples, int limit) {
    return Sql.COUNT_PENDING
        .on(pool)
        .bind("client", client.value())
        .bind("samples", samples)
        .bind("limit", limit)
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Pending(row.getInteger("pending"), row.getLong("bytes"));
            });
  }

  private Future<List<Boolean>> write(List<Submission> submissions) {
    List<Line> sealed = new ArrayList<>();
    submissions.forEach(submission -> addLines(submission, sealed));
    List<Callback> callbacks =
        submissions.stream()
            .map(Submission::job)
            .flatMap(job -> job.targets().stream().map(target -> new Callback(job, target)))
            .toList();
    List<Line> lines = sealed.stream().map(this::reserved).toList();
    // Composed, so that reservations are canceled even if binding the parameters throws.
    return Future.succeededFuture()
        .compose(written -> query(lines, callbacks).execute())
        .onFailure(unknown -> pass(lines, Map.of()))
        .map(
            rows -> {
              Map<UUID, Boolean> taken = new HashMap<>();
              for (Row row : rows) {
                taken.put(row.getUUID("job_id"), row.getBoolean("subscribed"));
              }
              pass(lines, taken);
              return submissions.stream()
                  .map(s -> taken.containsKey(s.job().id().value()))
                  .toList();
            });
  }

  private Line reserved(Line line) {
    // Bulk work waits for its turn, whatever room there is at this moment.
    boolean direct = !line.job().bulk() && handoff.reserve(line.job().client(), line.document());
    return new Line(line.from(), line.ordinal(), line.targets(), line.request(), direct);
  }

  /**
   * Passes leased documents to this node's renderer and wakes all renderers for the rest.
   *
   * @param taken the jobs that are written, and whether their clients have registered endpoints
   */
  private void pass(List<Line> lines, Map<UUID, Boolean> taken) {
    List<ClaimedDocument> leased = new ArrayList<>();
    boolean others = false;
    for (Line line : lines) {
      Boolean subscribed = taken.get(line.job().id().value());
      boolean written = subscribed != null;
      if (line.direct() && written) {
        leased.add(line.leased(subscribed));
      } else if (line.direct()) {
        handoff.cancel(line.job().client(), line.document());
      } else {
        // Asked after the commit: a claim that makes room before it would not find the document.
        others |= written && (line.job().bulk() || handoff.mustWake(line.job().client()));
      }
    }
    handoff.give(leased);
    if (others) {
      wakeups.render();
    }
  }

  private NamedQuery query(List<Line> lines, List<Callback> callbacks) {
    return Sql.ACCEPT_JOBS
        .on(pool)
        .bind("clients", uuids(lines, line -> line.job().client().value()))
        .bind("jobs", uuids(lines, line -> line.job().id().value()))
        .bind("ordinals", shorts(lines, Line::ordinal))
        .bind("dialects", texts(lines, line -> line.job().dialect().label()))
        .bind("created_times", times(lines, line -> line.job().createdAt()))
        .bind("metadata", texts(lines, line -> line.job().metadataJson()))
        .bind("targets", bytes(lines, Line::targets))
        .bind("requests", bytes(lines, Line::request))
        .bind(
            "idempotency_keys",
            texts(lines, line -> line.from().key().map(IdempotencyKey::key).orElse(null)))
        .bind(
            "body_hashes",
            bytes(lines, line -> line.from().key().map(IdempotencyKey::bodySha256).orElse(null)))
        .bind("callback_clients", uuids(callbacks, one -> one.job().client().value()))
        .bind("callback_jobs", uuids(callbacks, one -> one.job().id().value()))
        .bind(
            "callback_endpoints",
            longs(callbacks, one -> EndpointKey.of(one.target().identity(), false).value()))
        .bind("expiries", times(lines, line -> line.job().expiresAt().orElse(null)))
        .bind("bulk", booleans(lines, line -> line.job().bulk()))
        .bind("samples", booleans(lines, line -> line.job().sample()))
        .bind("document_counts", shorts(lines, line -> line.job().documents().size()))
        .bind("direct", booleans(lines, Line::direct))
        .bind("lease_seconds", (int) leasing.lease().toSeconds())
        .bind("node", leasing.node());
  }

  private void addLines(Submission submission, List<Line> lines) {
    Job job = submission.job();
    byte[] targets =
        box.seal(StoredJson.targets(job.targets()), SealingPurposes.TARGETS, job.client());
    int ordinal = 0;
    for (Document document : job.documents()) {
      byte[] request =
          box.seal(StoredJson.document(document), SealingPurposes.DOCUMENT, job.client());
      lines.add(new Line(submission, ordinal, targets, request, false));
      ordinal++;
    }
  }

  /**
   * Resolves a known idempotency key: the same request, a conflicting one, or an expired key to
   * reuse.
   */
  private Future<Acceptance> earlier(Job job, IdempotencyKey key) {
    return Sql.FIND_IDEMPOTENCY_KEY
        .on(pool)
        .bind("client", job.client().value())
        .bind("key", key.key())
        .execute()
        .compose(
            rows -> {
              if (rows.size() == 0) {
                // The key has just expired.
                return accept(job, Optional.of(key));
              }
              Row row = rows.iterator().next();
              var expiry = job.createdAt().minus(idempotency);
              if (!Columns.instant(row, "created_at").isAfter(expiry)) {
                return Sql.EXPIRE_IDEMPOTENCY_KEY
                    .on(pool)
                    .bind("client", job.client().value())
                    .bind("key", key.key())
                    .bind("created_until", time(expiry))
                    .execute()
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
