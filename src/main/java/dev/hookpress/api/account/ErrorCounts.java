package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads the count of errors that leads to a client's block, across all nodes. */
public interface ErrorCounts {
  /**
   * The client's errors in the window of this length that ends at {@code now}, without changing it.
   * Empty while the counter is unavailable. After a block the count is zero.
   */
  Future<Optional<Count>> of(ClientId client, Duration window, Instant now);

  /**
   * The errors in a window.
   *
   * @param errors the number of error responses
   * @param oldest the time of the oldest error, the first to leave the window
   */
  record Count(int errors, Optional<Instant> oldest) {}
}
