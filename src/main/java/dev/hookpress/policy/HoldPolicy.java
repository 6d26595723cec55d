package dev.hookpress.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides how long an endpoint is held after it asked for time. {@code Retry-After} is honoured on
 * any response that does not acknowledge, up to a day (RFC 9110, section 10.2.3). 429, 502, 503 and
 * 504 without it hold the endpoint for a time that doubles with each hold.
 */
public final class HoldPolicy {
  /**
   * Maximum hold that an endpoint may ask for, so that a wrong value does not stop delivery for
   * good.
   */
  public static final Duration MAX_ASKED = Duration.ofHours(24);

  /** Maximum hold without {@code Retry-After}, so that a recovered endpoint is noticed soon. */
  public static final Duration MAX_GROWN = Duration.ofMinutes(5);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Set<Integer> OVERLOADED = Set.of(429, 502, 503, 504);

  /** Moves each hold by up to a fifth either way, so that held endpoints do not resume together. */
  private static final double JITTER = 0.2;

  private HoldPolicy() {}

  /**
   * Decides on a hold after a response that did not acknowledge.
   *
   * @param retryAfter the header's value, if present; an invalid value counts as absent
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

  /**
   * The end of a hold without {@code Retry-After}: after one second, two, four, up to five minutes.
   */
  public static Instant grown(int holdsBefore, Instant now, double random) {
    // 2^9 seconds exceed MAX_GROWN.
    long millis = Math.min(MAX_GROWN.toMillis(), FIRST.toMillis() << Math.min(9, holdsBefore));
    return now.plusMillis(Math.round(millis * (1 + JITTER * (2 * random - 1))));
  }
}
