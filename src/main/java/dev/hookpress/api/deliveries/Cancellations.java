package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;

/** Cancels notifications that wait. */
public interface Cancellations {
  /**
   * Ends a notification as canceled, unless it has ended or an attempt is under way. No attempt is
   * made after that, on any node, until it is redelivered.
   */
  Future<Cancellation> cancel(ClientId client, NotificationId id, Instant now);

  /** The result of a request to cancel. */
  enum Cancellation {
    /** The notification is canceled, by this request or an earlier one. */
    CANCELED,
    /** The client has no such notification. */
    UNKNOWN,
    /** An attempt is under way. */
    UNDER_WAY,
    /** It has ended otherwise. */
    ENDED
  }
}
