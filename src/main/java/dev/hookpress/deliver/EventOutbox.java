package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Instant;

/** Owes operational events to clients that have said where they want to be told. */
public interface EventOutbox {
  /**
   * Owes an event from {@code dueAt} on. Durable when the Future completes. One that was owed
   * before, by its id, is not owed again.
   */
  Future<Void> owe(ClientId client, OutboxEvent event, Instant at, Instant dueAt);
}
