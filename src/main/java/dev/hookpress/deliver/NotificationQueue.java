package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.pump.Claimed;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** The durable queue of notifications that are owed. */
public interface NotificationQueue {
  /**
   * Leases up to {@code max} due notifications, shared out among the clients that have some.
   *
   * @param free how many each client may still take; a client that is not in the map may take
   *     {@code otherwise}
   */
  Future<Claimed<ClaimedNotification>> claim(
      int max, Map<ClientId, Integer> free, int otherwise, Instant now);

  /** Writes an attempt down and ends its lease. Durable when the Future completes. */
  Future<Void> record(Attempt attempt);

  /** Ends a lease without an attempt; the notification is due again at {@code dueAt}. */
  Future<Void> release(ClaimedNotification notification, Instant dueAt);
}
