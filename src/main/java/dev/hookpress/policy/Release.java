package dev.hookpress.policy;

import dev.hookpress.job.Endpoint;
import java.time.Duration;
import java.time.Instant;

/** Decides when each endpoint of a client is released after the client's block. */
public final class Release {
  // Spreads the endpoints of one block: short against a block of twenty minutes, long enough for
  // thousands of endpoints.
  private static final Duration SPREAD = Duration.ofSeconds(10);

  private Release() {}

  /**
   * The block's end plus up to ten seconds, chosen per endpoint and block, and the same on every
   * node.
   */
  public static Instant of(Endpoint endpoint, Instant blockEnd) {
    long mixed =
        endpoint.client().value().getLeastSignificantBits()
            ^ endpoint.key().value()
            ^ blockEnd.toEpochMilli();
    // Multiplying by a large odd number spreads neighbouring values over the whole range.
    long spread = (mixed * 0x9E3779B97F4A7C15L) >>> 1;
    return blockEnd.plusMillis(spread % SPREAD.toMillis());
  }
}
