package dev.hookpress.policy;

import java.time.Duration;

/**
 * When a client's notifications are blocked and for how long: {@code errors} error responses within
 * {@code window} block them for {@code block}.
 *
 * @param errors at least 1
 */
public record BreakerPolicy(int errors, Duration window, Duration block) {
  /**
   * The rule of the service whose dialect defines it: 50 errors in ten minutes block for twenty
   * minutes.
   */
  public static final BreakerPolicy DEFAULT =
      new BreakerPolicy(50, Duration.ofMinutes(10), Duration.ofMinutes(20));
}
