package dev.hookpress.api.deliveries;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Future;
import java.time.Instant;

/** Sends one notification again, however it ended. */
public interface Redeliveries {
  /**
   * One that has ended begins its schedule anew, with the same id and the same bytes; one that
   * waits is due at once; one that is under way stays as it is.
   */
  Future<Redelivery> redeliver(ClientId client, NotificationId id, Instant now);

  /** What became of the wish. */
  enum Redelivery {
    /** It is in the queue. */
    OWED,
    /** There is no such notification for this client. */
    UNKNOWN,
    /** Its endpoint answered 410, and nothing is sent there. */
    ENDPOINT_GONE,
    /** It has been tried so often that it is not tried again. */
    TOO_MANY_ATTEMPTS
  }
}
