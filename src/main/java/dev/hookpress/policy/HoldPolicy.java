package dev.hookpress.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * For how long nothing is sent to an endpoint that has asked for time. {@code Retry-After} is
 * obeyed with any answer that did not acknowledge, up to a day (RFC 9110, section 10.2.3). 429,
 * 502, 503 and 504 without it hold the endpoint for a time that doubles from one to the next.
 */
public final class HoldPolicy {
  /** The longest that an endpoint may ask for: a mistake of its must not silence it for good. */
  public static final Duration MAX_ASKED = Duration.ofHours(24);

  /** The longest that grows by itself: an endpoint that is back is found soon. */
  public static final Duration MAX_GROWN = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Set<Integer> OVERLOADED = Set.of(429, 502, 503, 504);

  /** Those that were turned away together must not return together: up to a fifth either way. */
  private static final double JITTER = 0.2;

  private HoldPolicy() {}

  /**
   * Decides after an answer that did not acknowledge.
   *
   * @param retryAfter the header's value, if there was one; nonsense counts as none
   * @param holdsBefore how many times the endpoint has been held since it last acknowledged
   * @param random from 0 to 1
   * @return when the hold ends; empty for no hold
   */
  public static Optional<Instant> until(
      int status, Optional<String> retryAfter, int holdsBefore, Instant now, double random) {
    Optional<Instant> asked = retryAfter.flatMap(text -> RetryAfter.parse(text, now));
    if (asked.isPresent()) {
      Instant latest = now.plus(MAX_ASKED);
      return asked.map(at -> at.isAfter(latest) ? latest : at).filter(at -> at.isAfter(now));
    }
    return OVERLOADED.contains(status)
        ? Optional.of(grown(holdsBefore, now, random))
        : Optional.empty();
  }

  /** When a hold ends for which no time was named: one second, two, four, up to five minutes. */
  public static Instant grown(int holdsBefore, Instant now, double random) {
    // 2^9 seconds are beyond the most.
    long millis = Math.min(MAX_GROWN.toMillis(), FIRST.toMillis() << Math.min(9, holdsBefore));
    return now.plusMillis(Math.round(millis * (1 + JITTER * (2 * random - 1))));
  }
}
