package dev.hookpress.api.deliveries;

import dev.hookpress.job.ReplayId;
import dev.hookpress.job.ReplayState;
import java.time.Instant;
import java.util.Optional;

/**
 * A replay as it is now.
 *
 * @param perSecond how many are queued again in a second, at most
 * @param matched how many there were to send again when it began
 * @param queued how many have been queued again
 * @param reached notifications created before this time have been looked at
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
   * How many notifications match.
   *
   * @param exactly whether there are no more: counting stops after a bound
   */
  public record Matched(long count, boolean exactly) {}
}
