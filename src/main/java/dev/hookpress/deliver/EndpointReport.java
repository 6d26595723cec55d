package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import java.time.Duration;

/**
 * What was seen of an endpoint since the last report.
 *
 * @param attempts made, at least 1
 * @param delivered how many of these were acknowledged
 * @param latencySum of all of them together
 * @param inFlightLimit how many attempts this node may now have in flight to it
 */
public record EndpointReport(
    Endpoint endpoint,
    String origin,
    int attempts,
    int delivered,
    Duration latencySum,
    Duration latencyMost,
    int inFlightLimit) {

  /** The two together; {@code later} knows the limit. */
  EndpointReport plus(EndpointReport later) {
    return new EndpointReport(
        endpoint,
        origin,
        attempts + later.attempts,
        delivered + later.delivered,
        latencySum.plus(later.latencySum),
        latencyMost.compareTo(later.latencyMost) > 0 ? latencyMost : later.latencyMost,
        later.inFlightLimit);
  }
}
