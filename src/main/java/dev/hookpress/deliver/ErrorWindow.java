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
   * @param attemptId counts once, however often it is reported
   */
  Future<Verdict> recordError(ClientId client, String attemptId, BreakerPolicy policy, Instant now);

  /**
   * The state of a window after an error.
   *
   * @param errors the number of errors in the window, including this one
   * @param blockedUntil the end of the block, if there is one
   * @param tripped whether this error began the block
   */
  record Verdict(int errors, Optional<Instant> blockedUntil, boolean tripped) {
    /** Whether this error is the one that makes half of those that block the client. */
    public boolean halfFull(BreakerPolicy policy) {
      return blockedUntil.isEmpty() && policy.errors() > 1 && errors == (policy.errors() + 1) / 2;
    }
  }
}
