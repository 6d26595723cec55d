package dev.hookpress.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * The result of a load.
 *
 * @param answered requests that got the expected status
 * @param unsent requests that were due before the end and found no free connection
 * @param took from the first request's due time to the last response
 * @param latencyMicros of each request since it was due, which in a closed loop is when it was
 *     sent. Unsent requests are included with the time that they waited.
 */
record Load(long answered, long unsent, Duration took, Histogram latencyMicros) {
  double perSecond() {
    return answered * 1e9 / took.toNanos();
  }

  double millisAt(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Whether nearly all due requests were sent and answered in time. */
  boolean held(double perSecond) {
    return unsent == 0 && perSecond() >= 0.99 * perSecond;
  }
}
