package dev.hookpress.postgres.queue;

import static dev.hookpress.postgres.Columns.bytes;
import static dev.hookpress.postgres.Columns.ints;
import static dev.hookpress.postgres.Columns.longs;
import static dev.hookpress.postgres.Columns.shorts;
import static dev.hookpress.postgres.Columns.texts;
import static dev.hookpress.postgres.Columns.times;
import static dev.hookpress.postgres.Columns.uuids;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimLimits;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.NotificationQueue;
import dev.hookpress.deliver.OutboxEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.Columns;
import dev.hookpress.postgres.NamedQuery;
import dev.hookpress.postgres.SealedNotification;
import dev.hookpress.postgres.Sql;
import dev.hookpress.secrets.SealedBox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The delivery queue in Postgres: claims notifications, records their attempts and releases them.
 */
public final class PgNotificationQueue implements NotificationQueue {
  // Batches of 500 were measured 50 % faster than batches of 200.
  private static final int MAX_ATTEMPTS_PER_STATEMENT = 500;
  // Many times what a node can have in flight; only a defect reaches it.
  private static final int MAX_WAITING = 20_000;
  // With two, statements were half as long, and Postgres took a sixth more for each notification.
  private static final int MAX_UNDER_WAY = 1;

  private final Pool pool;
  private final SealedBox box;
  private final ShardLeases leases;
  private final Duration aside;
  private final EndpointClaim endpointClaim;
  private final Batch<Attempt, Void> recording;
  private final Batch<Attempt, Void> interim;
  private final Batch<Release, Void> releasing;
  private final Batch<Release, Void> ending;

  /**
   * What is given back.
   *
   * @param toUrl the key under which it is queued from now on if that has a row; or null
   */
  private record Release(
      ClientId client, NotificationId id, long epoch, int claims, Instant at, Long toUrl) {}

  /**
   * Creates the queue of the shards that this node holds.
   *
   * @param aside for how long a notification is left alone that can be neither read nor recorded
   */
  public PgNotificationQueue(
      Vertx vertx, Pool pool, SealedBox box, ShardLeases leases, Duration aside) {
    this.pool = pool;
    this.leases = leases;
    this.aside = aside;
    this.recording = batch(vertx, this::write);
    this.interim = batch(vertx, attempts -> bound(Sql.RECORD_INTERIM_ATTEMPTS, attempts));
    this.releasing = batch(vertx, this::release);
    this.ending = batch(vertx, releases -> inHand(Sql.END_AS_GONE, releases));
    this.box = box;
    this.endpointClaim = new EndpointClaim(pool, leases, this::claimed, this::setAside);
  }

  private static <T> Batch<T, Void> batch(Vertx vertx, Function<List<T>, NamedQuery> statement) {
    return new Batch<>(
        MAX_ATTEMPTS_PER_STATEMENT,
        MAX_WAITING,
        MAX_UNDER_WAY,
        new RetryUntilAvailable<>(
            vertx,
            items ->
                statement
                    .apply(items)
                    .execute()
                    .map(done -> Collections.nCopies(items.size(), null))));
  }

  /**
   * Notes that something has been queued: claims look for it soon, although they know of other work
   * too. May be called on any thread.
   */
  public void look() {
    endpointClaim.look();
  }

  @Override
  public Future<ClaimedBatch<ClaimedNotification>> claim(
      int max, ClaimLimits claimLimits, Instant now) {
    return endpointClaim.claim(max, claimLimits, now);
  }

  @Override
  public Future<Void> record(Attempt attempt) {
    if (attempt.next() instanceof Next.AtOnce) {
      return interim.add(attempt);
    }
    ClaimedNotification notification = attempt.notification();
    return recording
        .add(attempt)
        .onSuccess(recorded -> leases.giveBack(notification.id().value()))
        .onFailure(refused -> giveBack(release(notification, attempt.endedAt().plus(aside), null)));
  }

  private Future<Void> giveBack(Release release) {
    // Even if that fails: else nobody would claim it before this node restarts.
    return releasing.add(release).onComplete(given -> leases.giveBack(release.id().value()));
  }

  private Release release(ClaimedNotification notification, Instant at, Long toUrl) {
    return release(notification.client(), notification.id(), notification.claims(), at, toUrl);
  }

  private Release release(ClientId client, NotificationId id, int claims, Instant at, Long toUrl) {
    return new Release(client, id, leases.epochOf(id), claims, at, toUrl);
  }

  /** A row that was sealed with another key may be readable for the next node. */
  private void setAside(Row row) {
    giveBack(
        release(
            new ClientId(row.getUUID("client_id")),
            new NotificationId(row.getUUID("notification_id")),
            row.getInteger("claims"),
            Columns.instant(row, "read_at").plus(aside),
            null));
  }

  @Override
  public Future<Void> release(ClaimedNotification notification, Instant dueAt, boolean toItsUrl) {
    return giveBack(
        release(notification, dueAt, toItsUrl ? notification.endpoint().key().value() : null));
  }

  @Override
  public Future<Void> endAsGone(ClaimedNotification notification, Instant at) {
    return ending
        .add(release(notification, at, null))
        .onComplete(ended -> leases.giveBack(notification.id().value()));
  }

  private ClaimedNotification claimed(Row row) {
    ClientId client = new ClientId(row.getUUID("client_id"));
    SealedNotification opened =
        SealedNotification.open(
            box, client, row.getBuffer("target").getBytes(), row.getBuffer("body").getBytes());
    Target target = opened.target();
    EndpointKey queuedUnder = new EndpointKey(row.getLong("endpoint"));
    Long url = row.getLong("url_key");
    return new ClaimedNotification(
        new Endpoint(
            client,
            // Null if queued by an earlier version.
            url == null
                ? EndpointKey.of(target.identity(), queuedUnder.operational())
                : new EndpointKey(url)),
        new Endpoint(client, queuedUnder),
        row.getBoolean("gone"),
        Columns.optionalInstant(row, "held_until"),
        new NotificationId(row.getUUID("notification_id")),
        row.getInteger("claims"),
        row.getShort("attempts_made"),
        row.getShort("attempts_before"),
        Optional.ofNullable(row.getUUID("job_id")).map(JobId::new),
        new DialectName(row.getString("dialect")),
        target,
        opened.body(),
        Columns.instant(row, "created_at"));
  }

  private NamedQuery write(List<Attempt> attempts) {
    return bound(Sql.RECORD_ATTEMPTS, attempts)
        .bind("states", texts(attempts, one -> state(one.next()).label()))
        .bind(
            "next_attempt_times",
            times(attempts, one -> one.next() instanceof Next.RetryAt retry ? retry.at() : null))
        .bind(
            "ended_times",
            times(attempts, one -> one.next() instanceof Next.End ? one.endedAt() : null))
        .bind(
            "events",
            uuids(attempts, one -> one.event().map(event -> event.id().value()).orElse(null)))
        .bind(
            "event_bodies",
            bytes(attempts, one -> one.event().map(OutboxEvent::body).orElse(null)));
  }

  /** Binds the parameters common to all attempts. */
  private NamedQuery bound(Sql statement, List<Attempt> attempts) {
    return statement
        .on(pool)
        .bind("clients", uuids(attempts, one -> one.notification().client().value()))
        .bind("notifications", uuids(attempts, one -> one.notification().id().value()))
        .bind("claims", ints(attempts, one -> one.notification().claims()))
        .bind("numbers", shorts(attempts, one -> one.notification().attemptNumber()))
        .bind("started_times", times(attempts, Attempt::startedAt))
        .bind("latencies_ms", ints(attempts, one -> (int) one.latency().toMillis()))
        .bind("addresses", texts(attempts, Attempt::address))
        .bind("outcomes", texts(attempts, one -> one.outcome().label()))
        .bind(
            "statuses",
            shorts(attempts, one -> one.status().isPresent() ? one.status().getAsInt() : null))
        .bind("details", texts(attempts, Attempt::detail))
        .bind("answers", bytes(attempts, one -> one.answer().getBytes()))
        .bind("heads", texts(attempts, one -> one.heads().none() ? null : one.heads().text()))
        .bind("node", leases.node())
        .bind("epochs", longs(attempts, one -> leases.epochOf(one.notification().id())));
  }

  private NamedQuery release(List<Release> releases) {
    return inHand(Sql.RELEASE_NOTIFICATIONS, releases)
        .bind("endpoints", longs(releases, Release::toUrl));
  }

  /** Binds what {@code releases} give back, and their times. */
  private NamedQuery inHand(Sql statement, List<Release> releases) {
    return statement
        .on(pool)
        .bind("clients", uuids(releases, one -> one.client().value()))
        .bind("notifications", uuids(releases, one -> one.id().value()))
        .bind("claims", ints(releases, Release::claims))
        .bind("times", times(releases, Release::at))
        .bind("node", leases.node())
        .bind("epochs", longs(releases, Release::epoch));
  }

  private static NotificationState state(Next next) {
    return next instanceof Next.End end ? end.state() : NotificationState.PENDING;
  }
}
