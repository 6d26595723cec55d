package dev.hookpress.api.deliveries;

import dev.hookpress.job.EndpointKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as its client may see it.
 *
 * @param url masked; empty for an origin, which stands for its URLs that have no row of their own
 * @param origin scheme, host and port
 * @param originHold of the URL's origin, which keeps the URL waiting, too
 * @param goneAt when it answered 410; empty if it did not, or was named again since
 * @param inFlightLimit how many attempts a node may have in flight to it; empty before the first
 * @param somethingDue whether a notification waits for it that is due
 * @param last empty if no attempt is known
 * @param attempts of the last day
 */
public record EndpointView(
    EndpointKey key,
    Optional<String> url,
    String origin,
    Optional<Hold> hold,
    Optional<Hold> originHold,
    Optional<Instant> goneAt,
    Optional<Integer> inFlightLimit,
    boolean somethingDue,
    Optional<LastAttempt> last,
    Attempts attempts) {

  /**
   * A time in which nothing is sent.
   *
   * @param reason in plain words
   */
  public record Hold(Instant until, String reason) {}

  /**
   * The last attempt.
   *
   * @param outcome its typed outcome's label, such as {@code delivered} or {@code timeout}
   */
  public record LastAttempt(String outcome, Instant at) {}

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
