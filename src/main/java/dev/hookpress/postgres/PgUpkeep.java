package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * What keeps the tables in order: partitions ahead, retention, leases of a node that comes back.
 */
public final class PgUpkeep {
  // A week ahead: nodes may be down, or their clocks wrong, for days before an insert fails.
  private static final int DAYS_AHEAD = 7;

  // Each is an index descent of some 10 µs: a tenth of a second in all.
  private static final int MAX_LOOKED_AT = 10_000;
  // How long an endpoint that nothing is sent to is still shown.
  private static final Duration KEEP_ENDPOINTS = Duration.ofDays(7);

  private final Pool pool;

  /** Uses this pool. */
  public PgUpkeep(Pool pool) {
    this.pool = pool;
  }

  /** The oldest work that is due and could be claimed. */
  public record OldestDue(Optional<Instant> render, Optional<Instant> delivery) {}

  /** Makes the partitions of yesterday to a week ahead where they are missing. */
  public Future<Void> makePartitions(Instant now) {
    return pool.preparedQuery("call make_partitions($1, $2)")
        .execute(Tuple.of(day(now).minusDays(1), DAYS_AHEAD + 2))
        .mapEmpty();
  }

  /**
   * Drops what is older than {@code keep}, also where it is still to be sent, and idempotency keys
   * older than theirs.
   */
  public Future<Void> dropOld(Instant now, Duration keep, Duration keepKeys) {
    LocalDate first = day(now.minus(keep));
    return pool.preparedQuery(Sql.EXPIRE_DELIVERIES.text())
        .execute(Tuple.of(first))
        .compose(left -> pool.preparedQuery("call drop_partitions($1)").execute(Tuple.of(first)))
        .compose(
            dropped ->
                pool.preparedQuery(Sql.EXPIRE_REPLAYS.text())
                    .execute(Tuple.of(Columns.time(now.minus(keep)))))
        .compose(
            dropped ->
                pool.preparedQuery(Sql.EXPIRE_ENDPOINTS.text())
                    .execute(
                        Tuple.of(
                            Columns.time(now.minus(KEEP_ENDPOINTS)),
                            Columns.time(now.minus(keep)))))
        .compose(
            dropped ->
                pool.preparedQuery(Sql.EXPIRE_IDEMPOTENCY_KEYS.text())
                    .execute(Tuple.of(Columns.time(now.minus(keepKeys)))))
        .mapEmpty();
  }

  /** Makes due again what {@code node} held when it died. Returns how many leases those were. */
  public Future<Integer> releaseLeases(UUID node, Instant now) {
    return release(node, now, 0);
  }

  /**
   * Makes due again what {@code node}, which is stopping, has not ended. These claims do not count
   * against their documents: nobody has died of them. Returns how many leases those were.
   */
  public Future<Integer> giveBackLeases(UUID node, Instant now) {
    return release(node, now, 1);
  }

  private Future<Integer> release(UUID node, Instant now, int claimsUndone) {
    return pool.preparedQuery(Sql.RELEASE_NODE.text())
        .execute(Tuple.of(node, Columns.time(now), claimsUndone))
        .map(rows -> rows.iterator().next().getInteger("leases"));
  }

  /**
   * Finds the oldest due work.
   *
   * @param parked clients whose notifications are blocked, and so not overdue
   */
  public Future<OldestDue> oldestDue(Instant now, Collection<UUID> parked) {
    return pool.preparedQuery(Sql.OLDEST_DUE.text())
        .execute(
            Tuple.tuple()
                .addOffsetDateTime(Columns.time(now))
                .addArrayOfUUID(parked.toArray(UUID[]::new))
                .addInteger(MAX_LOOKED_AT))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new OldestDue(
                  Columns.optionalInstant(row, "render_due_at"),
                  Columns.optionalInstant(row, "delivery_due_at"));
            });
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
