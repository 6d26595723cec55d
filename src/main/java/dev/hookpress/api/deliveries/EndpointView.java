package dev.hookpress.api.deliveries;

import dev.hookpress.job.EndpointKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as its client may see it.
 *
 * @param origin scheme, host and port
 * @param goneAt when it answered 410; empty if it did not, or was named again since
 * @param inFlightLimit how many attempts a node may have in flight to it; empty before the first
 * @param attempts of the last day
 */
public record EndpointView(
    EndpointKey key,
    String origin,
    Optional<Hold> hold,
    Optional<Instant> goneAt,
    Optional<Integer> inFlightLimit,
    Attempts attempts) {

  /**
   * A time in which nothing is sent.
   *
   * @param reason in plain words
   */
  public record Hold(Instant until, String reason) {}

  /**
   * What became of attempts.
   *
   * @param delivered how many of them were acknowledged
   * @param meanLatencyMillis empty if there were none
   */
  public record Attempts(
      long made,
      long delivered,
      Optional<Long> meanLatencyMillis,
      Optional<Integer> longestLatencyMillis) {}
}
