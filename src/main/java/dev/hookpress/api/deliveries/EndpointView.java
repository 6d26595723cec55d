package dev.hookpress.api.deliveries;

import dev.hookpress.job.EndpointKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as shown to its client.
 *
 * @param url masked; empty for an origin, which represents its URLs that have no row of their own
 * @param origin scheme, host and port
 * @param originHold the hold of the URL's origin, which also applies to the URL
 * @param pausedAt since when the client has paused it
 * @param originPausedAt since when the client has paused the URL's origin, which applies to the URL
 * @param goneAt when the endpoint answered 410; empty if it did not, or was named again or
 *     reinstated
 * @param inFlightLimit limit of a node's concurrent attempts to the endpoint; empty before the
 *     first attempt
 * @param somethingDue whether a due notification is waiting for the endpoint
 * @param ownSigningKeys whether its own signing keys sign what is sent to it, not the client's
 * @param last empty if no attempt is known
 * @param attempts those of the last 24 hours
 */
public record EndpointView(
    EndpointKey key,
    Optional<String> url,
    String origin,
    Optional<Hold> hold,
    Optional<Hold> originHold,
    Optional<Instant> pausedAt,
    Optional<Instant> originPausedAt,
    Optional<Instant> goneAt,
    Optional<Integer> inFlightLimit,
    boolean somethingDue,
    boolean ownSigningKeys,
    Optional<LastAttempt> last,
    Attempts attempts) {

  /**
   * A period in which nothing is sent to the endpoint.
   *
   * @param reason in plain words
   */
  public record Hold(Instant until, String reason) {}

  /**
   * The last attempt.
   *
   * @param outcome the label of its outcome, such as {@code delivered} or {@code timeout}
   */
  public record LastAttempt(String outcome, Instant at) {}

  /**
   * The results of attempts.
   *
   * @param delivered how many of the attempts were acknowledged
   * @param meanLatencyMillis empty if there were no attempts
   */
  public record Attempts(
      long made,
      long delivered,
      Optional<Long> meanLatencyMillis,
      Optional<Integer> longestLatencyMillis) {}
}
