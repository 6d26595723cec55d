package dev.hookpress.deliver;

import dev.hookpress.policy.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What was seen of an endpoint since the last report.
 *
 * @param endpoint a URL, or an origin: what is seen of its URLs that have no row of their own
 * @param attempts made, at least 1
 * @param delivered how many of these were acknowledged
 * @param latencySum of all of them together
 * @param inFlightLimit how many attempts this node may now have in flight to it
 * @param lastOutcome of the last attempt
 * @param lastAt when the last attempt ended
 */
public record EndpointReport(
    EndpointStore.Named endpoint,
    int attempts,
    int delivered,
    Duration latencySum,
    Duration latencyMost,
    int inFlightLimit,
    Outcome lastOutcome,
    Instant lastAt) {

  /** The two together; {@code later} has the limit and the last attempt. */
  public EndpointReport plus(EndpointReport later) {
    return new EndpointReport(
        endpoint,
        attempts + later.attempts,
        delivered + later.delivered,
        latencySum.plus(later.latencySum),
        latencyMost.compareTo(later.latencyMost) > 0 ? latencyMost : later.latencyMost,
        later.inFlightLimit,
        later.lastOutcome,
        later.lastAt);
  }
}
