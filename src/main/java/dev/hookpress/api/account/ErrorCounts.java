package dev.hookpress.api.account;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How near clients are to being blocked, counted over all nodes. */
public interface ErrorCounts {
  /**
   * The client's window of this length as of {@code now}; reading it changes nothing. Empty when it
   * cannot be known just now. After a block the window is empty.
   */
  Future<Optional<Count>> of(ClientId client, Duration window, Instant now);

  /**
   * What is in a window.
   *
   * @param errors error responses in it
   * @param oldest when the first of them came; it leaves the window first
   */
  record Count(int errors, Optional<Instant> oldest) {}
}
