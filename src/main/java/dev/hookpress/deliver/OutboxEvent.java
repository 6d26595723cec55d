package dev.hookpress.deliver;

import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.NotificationId;
import java.time.Instant;

/**
 * An operational event that is owed to a client, if it has said where it wants to be told.
 *
 * @param body fixed, byte for byte, as a job's callback is
 */
public record OutboxEvent(NotificationId id, String type, byte[] body) {
  static OutboxEvent of(NotificationId id, OperationalEvent event, Instant at) {
    return new OutboxEvent(id, event.type(), event.body(at));
  }
}
