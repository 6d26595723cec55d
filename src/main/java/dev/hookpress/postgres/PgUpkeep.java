package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Maintains the tables: creates partitions ahead, applies retention, releases a node's leases. */
public final class PgUpkeep {
  // Nodes may be down, or their clocks wrong, for a week before an insert fails.
  private static final int DAYS_AHEAD = 7;

  // Of each table, for what is kept: fewer keep more that is old, more cost each statement more.
  private static final int PARTITIONS = 5;

  // An index descent takes some 10 µs, so all of them take 0.1 s.
  private static final int MAX_LOOKED_AT = 10_000;
  // How long an endpoint stays listed after its last use.
  private static final Duration KEEP_ENDPOINTS = Duration.ofDays(7);

  // Events of feeds; a client that is away for longer lists its jobs and notifications instead.
  private static final Duration KEEP_EVENTS = Duration.ofDays(3);
  // A feed that nobody reads is closed, so that it costs nothing.
  private static final Duration KEEP_UNREAD_FEEDS = Duration.ofDays(3);

  private static final int MAX_COUNTED = 100_000;
  private static final Duration KEEP_PROBES = Duration.ofDays(1);

  private final Pool pool;

  public PgUpkeep(Pool pool) {
    this.pool = pool;
  }

  /** Due times of the oldest document and notification that could be claimed now. */
  public record OldestDue(Optional<Instant> render, Optional<Instant> delivery) {}

  /**
   * Creates missing partitions, from yesterday to a week ahead. A new one is as wide as a fifth of
   * {@code keep}, in whole days: every statement locks each partition of its table, and a partition
   * is dropped as a whole.
   */
  public Future<Void> makePartitions(Instant now, Duration keep) {
    return Sql.MAKE_PARTITIONS
        .on(pool)
        .bind("first_day", day(now).minusDays(1))
        .bind("days", DAYS_AHEAD + 2)
        .bind("width", Math.max(1, (int) (keep.toDays() / PARTITIONS)))
        .execute()
        .mapEmpty();
  }

  /**
   * Drops the partitions in which everything is older than {@code keep}, unsent notifications
   * included, and idempotency keys older than {@code keepKeys}.
   */
  public Future<Void> dropOld(Instant now, Duration keep, Duration keepKeys) {
    LocalDate first = day(now.minus(keep));
    return Sql.EXPIRE_DELIVERIES
        .on(pool)
        .bind("first_day", first)
        .execute()
        .compose(left -> Sql.DROP_PARTITIONS.on(pool).bind("first_day", first).execute())
        .compose(
            dropped ->
                Sql.EXPIRE_REPLAYS
                    .on(pool)
                    .bind("ended_until", Columns.time(now.minus(keep)))
                    .execute())
        .compose(
            dropped ->
                Sql.EXPIRE_ENDPOINTS
                    .on(pool)
                    .bind("unused_since", Columns.time(now.minus(KEEP_ENDPOINTS)))
                    .bind("gone_since", Columns.time(now.minus(keep)))
                    .execute())
        .compose(
            dropped ->
                Sql.EXPIRE_FEEDS
                    .on(pool)
                    .bind("unread_since", Columns.time(now.minus(KEEP_UNREAD_FEEDS)))
                    .bind(
                        "kept_since",
                        Columns.time(
                            now.minus(keep.compareTo(KEEP_EVENTS) < 0 ? keep : KEEP_EVENTS)))
                    .execute())
        .compose(
            dropped ->
                Sql.EXPIRE_IDEMPOTENCY_KEYS
                    .on(pool)
                    .bind("created_until", Columns.time(now.minus(keepKeys)))
                    .execute())
        .compose(
            dropped ->
                Sql.EXPIRE_IDEMPOTENT_ANSWERS
                    .on(pool)
                    .bind("created_until", Columns.time(now.minus(keepKeys)))
                    .execute())
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
    return Sql.RELEASE_NODE
        .on(pool)
        .bind("node", node)
        .bind("now", Columns.time(now))
        .bind("claims_undone", claimsUndone)
        .execute()
        .map(rows -> rows.iterator().next().getInteger("leases"));
  }

  /**
   * Finds the due times of the oldest work.
   *
   * @param parked clients whose notifications are blocked and therefore not overdue
   */
  public Future<OldestDue> oldestDue(Instant now, Collection<UUID> parked) {
    return Sql.OLDEST_DUE
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("blocked_clients", parked.toArray(UUID[]::new))
        .bind("max_steps", MAX_LOOKED_AT)
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new OldestDue(
                  Columns.optionalInstant(row, "render_due_at"),
                  Columns.optionalInstant(row, "delivery_due_at"));
            });
  }

  /**
   * Counts the notifications that wait, by reason; 100,000 of them at most, which takes some 0.1 s.
   *
   * @param parked clients whose notifications are blocked
   */
  public Future<Map<String, Long>> backlog(Instant now, Collection<UUID> parked) {
    return Sql.COUNT_BACKLOG
        .on(pool)
        .bind("now", Columns.time(now))
        .bind("blocked_clients", parked.toArray(UUID[]::new))
        .bind("max", MAX_COUNTED)
        .execute()
        .map(
            rows -> {
              Map<String, Long> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getString("state"), row.getLong("waiting")));
              return counts;
            });
  }

  /**
   * Writes a row; fails on a server that is read-only, full or locked.
   *
   * @param node whose row it is
   */
  public Future<Void> probe(UUID node, Instant now) {
    return Sql.RECORD_PROBE
        .on(pool)
        .bind("node", node)
        .bind("now", Columns.time(now))
        .bind("old", Columns.time(now.minus(KEEP_PROBES)))
        .execute()
        .mapEmpty();
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
