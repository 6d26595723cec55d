package dev.hookpress.api.deliveries;

import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import java.time.Instant;
import java.util.Optional;

/**
 * The current state of a replay.
 *
 * @param perSecond the most notifications queued again per second
 * @param matched how many notifications matched when the replay started
 * @param queued how many notifications have been queued again
 * @param reached notifications created before this time have been processed
 */
public record ReplayView(
    ReplayId id,
    ReplayState state,
    ReplayFilter filter,
    int perSecond,
    Matched matched,
    long queued,
    Instant reached,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /**
   * The number of notifications that match.
   *
   * @param exactly whether the count is exact: counting stops at a bound
   */
  public record Matched(long count, boolean exactly) {}
}
