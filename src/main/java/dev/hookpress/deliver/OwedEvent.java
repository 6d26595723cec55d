package dev.hookpress.deliver;

import dev.hookpress.dialect.OperationalEvent;
import dev.hookpress.job.NotificationId;
import java.time.Instant;

/**
 * An operational event that is owed to a client, if it has said where it wants to be told.
 *
 * @param body fixed, byte for byte, as a job's callback is
 */
public record OwedEvent(NotificationId id, String type, byte[] body) {
  static OwedEvent of(NotificationId id, OperationalEvent event, Instant at) {
    return new OwedEvent(id, event.type(), event.body(at));
  }
}
