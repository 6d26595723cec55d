package dev.hookpress.deliver;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.Instant;

/** The durable queue of notifications that are owed. */
public interface NotificationQueue {
  /**
   * Leases up to {@code max} due notifications, shared out among the clients that have some, and
   * each client's among its endpoints.
   */
  Future<ClaimedBatch<ClaimedNotification>> claim(int max, ClaimLimits openings, Instant now);

  /** Writes an attempt down and ends its lease. Durable when the Future completes. */
  Future<Void> record(Attempt attempt);

  /**
   * Ends a lease without an attempt; the notification is due again at {@code dueAt}.
   *
   * @param toItsUrl whether it is queued under its URL from now on, if the URL has a row
   */
  Future<Void> release(ClaimedNotification notification, Instant dueAt, boolean toItsUrl);

  /** Ends a notification whose endpoint is gone, without an attempt. */
  Future<Void> endAsGone(ClaimedNotification notification, Instant at);
}
