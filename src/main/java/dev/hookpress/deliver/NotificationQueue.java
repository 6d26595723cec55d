package dev.hookpress.deliver;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.Instant;

/** The durable queue of notifications to be sent. */
public interface NotificationQueue {
  /**
   * Leases up to {@code max} due notifications, shared among the clients that have some, and among
   * the endpoints of each client.
   */
  Future<ClaimedBatch<ClaimedNotification>> claim(int max, ClaimLimits claimLimits, Instant now);

  /** Records an attempt and ends its lease. Durable when the Future completes. */
  Future<Void> record(Attempt attempt);

  /**
   * Ends a lease without an attempt; the notification is due again at {@code dueAt}.
   *
   * @param toItsUrl whether to queue it under its URL from now on, if the URL has a row
   */
  Future<Void> release(ClaimedNotification notification, Instant dueAt, boolean toItsUrl);

  /** Ends a notification whose endpoint is gone, without an attempt. */
  Future<Void> endAsGone(ClaimedNotification notification, Instant at);
}
