package dev.hookpress.deliver;

import dev.hookpress.policy.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * The results of attempts to an endpoint since the last report.
 *
 * @param endpoint a URL, or an origin on behalf of its URLs that have no row
 * @param attempts the number of attempts, at least 1
 * @param delivered how many of these were acknowledged
 * @param latencySum the sum over all attempts
 * @param inFlightLimit how many attempts this node may now have in flight to it
 * @param lastOutcome the outcome of the last attempt
 * @param lastAt when the last attempt ended
 */
public record EndpointReport(
    EndpointStore.Named endpoint,
    int attempts,
    int delivered,
    Duration latencySum,
    Duration maxLatency,
    int inFlightLimit,
    Outcome lastOutcome,
    Instant lastAt) {

  /** Adds two reports; {@code later} provides the limit and the last attempt. */
  public EndpointReport plus(EndpointReport later) {
    return new EndpointReport(
        endpoint,
        attempts + later.attempts,
        delivered + later.delivered,
        latencySum.plus(later.latencySum),
        maxLatency.compareTo(later.maxLatency) > 0 ? maxLatency : later.maxLatency,
        later.inFlightLimit,
        later.lastOutcome,
        later.lastAt);
  }
}
