package dev.hookpress.deliver;

import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.NotificationId;
import java.time.Instant;

/**
 * An operational event for a client, sent if the client has set an events target.
 *
 * @param body the exact bytes that are sent, fixed like those of a job's callback
 */
public record OutboxEvent(NotificationId id, String type, byte[] body) {
  static OutboxEvent of(NotificationId id, OperationalEvent event, Instant at) {
    return new OutboxEvent(id, event.type(), event.body(at));
  }
}
