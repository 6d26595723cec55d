package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.BreakerPolicy;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Counts error responses in a client's sliding window, and blocks it at the limit. */
public interface ErrorWindow {
  /**
   * Counts one error response.
   *
   * @param attemptId counts once, however often it is told
   */
  Future<Verdict> recordError(ClientId client, String attemptId, BreakerPolicy policy, Instant now);

  /**
   * What the window says.
   *
   * @param errors in the window, this one included
   * @param blockedUntil the end of the block, if there is one
   * @param tripped whether this very error began it
   */
  record Verdict(int errors, Optional<Instant> blockedUntil, boolean tripped) {}
}
