package dev.hookpress.render;

import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.time.Instant;
import java.util.List;

/**
 * A document that has come to its end, and what is owed for it.
 *
 * @param startedAt when this node began with it
 * @param owed the notifications, their bodies fixed from here on
 */
public record FinishedDocument(
    ClaimedDocument document,
    DocumentResult result,
    Instant startedAt,
    Instant endedAt,
    List<Owed> owed) {

  /** One message for one target. */
  public record Owed(NotificationId id, Target target, byte[] body) {}
}
