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

/** Maintains the tables: creates partitions ahead, applies retention, releases a node's leases. */
public final class PgUpkeep {
  // Nodes may be down, or their clocks wrong, for a week before an insert fails.
  private static final int DAYS_AHEAD = 7;

  // An index descent takes some 10 µs, so all of them take 0.1 s.
  private static final int MAX_LOOKED_AT = 10_000;
  // How long an endpoint stays listed after its last use.
  private static final Duration KEEP_ENDPOINTS = Duration.ofDays(7);

  private final Pool pool;

  public PgUpkeep(Pool pool) {
    this.pool = pool;
  }

  /** Due times of the oldest document and notification that could be claimed now. */
  public record OldestDue(Optional<Instant> render, Optional<Instant> delivery) {}

  /** Creates missing partitions, from yesterday to a week ahead. */
  public Future<Void> makePartitions(Instant now) {
    return pool.preparedQuery("call make_partitions($1, $2)")
        .execute(Tuple.of(day(now).minusDays(1), DAYS_AHEAD + 2))
        .mapEmpty();
  }

  /**
   * Drops everything older than {@code keep}, unsent notifications included, and idempotency keys
   * older than {@code keepKeys}.
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

  /** Makes due again what {@code node} held when it died. Returns the number of leases. */
  public Future<Integer> releaseLeases(UUID node, Instant now) {
    return release(node, now, 0);
  }

  /**
   * Makes due again what {@code node} still holds as it stops. These claims do not count towards
   * their documents' crash suspicion. Returns the number of leases.
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
   * Finds the due times of the oldest work.
   *
   * @param parked clients whose notifications are blocked and therefore not overdue
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
