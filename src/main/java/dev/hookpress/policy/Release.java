package dev.hookpress.policy;

import dev.hookpress.job.Endpoint;
import java.time.Duration;
import java.time.Instant;

/** When each endpoint of a client is let back in after the client's block. */
public final class Release {
  // What was blocked together must not come back together. A moment beside twenty minutes, and
  // long enough to spread thousands of endpoints.
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private Release() {}

  /**
   * The block's end, or up to ten seconds later: each endpoint has its own moment after each block,
   * the same one on every node.
   */
  public static Instant of(Endpoint endpoint, Instant blockEnd) {
    long mixed =
        endpoint.client().value().getLeastSignificantBits()
            ^ endpoint.key().value()
            ^ blockEnd.toEpochMilli();
    // A multiplication by a large odd number spreads neighbours over the whole range.
    long spread = (mixed * 0x9E3779B97F4A7C15L) >>> 1;
    return blockEnd.plusMillis(spread % SPREAD.toMillis());
  }
}
