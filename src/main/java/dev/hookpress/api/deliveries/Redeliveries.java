package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;

/** Redelivers a notification, whatever its state. */
public interface Redeliveries {
  /**
   * Redelivers a notification. If it has ended, its schedule starts over, with the same id and
   * bytes; if it is waiting, it becomes due at once; if an attempt is in progress, it does not
   * change.
   */
  Future<Redelivery> redeliver(ClientId client, NotificationId id, Instant now);

  /** The result of a request to redeliver. */
  enum Redelivery {
    /** The notification is in the queue. */
    OWED,
    /** The client has no such notification. */
    UNKNOWN,
    /** Its endpoint answered 410, so nothing is sent to it. */
    ENDPOINT_GONE,
    /** The notification has reached the maximum number of attempts. */
    TOO_MANY_ATTEMPTS
  }
}
