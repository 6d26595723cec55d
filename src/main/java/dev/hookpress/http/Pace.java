package dev.hookpress.http;

import java.time.Duration;

/**
 * How slowly a request may be sent.
 *
 * @param head the time for the first request's head, and for a body until its rate counts
 * @param idle the time without a request in progress, after the first one
 * @param body the time for a whole body
 * @param bodyBytesPerSecond the least rate of a body, averaged since its beginning
 */
public record Pace(Duration head, Duration idle, Duration body, int bodyBytesPerSecond) {
  /** Whether a body of which so much has come after so long is too slow. */
  boolean tooSlow(Duration elapsed, long bytes) {
    if (elapsed.compareTo(body) > 0) {
      return true;
    }
    return elapsed.compareTo(head) > 0 && bytes < elapsed.toMillis() * bodyBytesPerSecond / 1000;
  }
}
