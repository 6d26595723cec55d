package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;

/** Queues operational events for clients that have set an events target. */
public interface EventOutbox {
  /**
   * Queues an event that is due at {@code dueAt}. Durable when the Future completes. An event whose
   * id was queued before is not queued again.
   */
  Future<Void> owe(ClientId client, OutboxEvent event, Instant at, Instant dueAt);
}
