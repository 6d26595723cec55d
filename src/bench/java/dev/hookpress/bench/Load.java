package dev.hookpress.bench;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How a load was borne.
 *
 * @param answered requests, each with the status that was expected
 * @param unsent that were due before the end and found no free connection until then
 * @param took from the first request's moment to the last answer
 * @param latencyMicros of each request from the moment when it was due, which in a closed loop is
 *     when it was sent. Those unsent are in it with the time that they had waited.
 */
record Load(long answered, long unsent, Duration took, Histogram latencyMicros) {
  double perSecond() {
    return answered * 1e9 / took.toNanos();
  }

  double millisAt(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Whether nearly all that was due was sent and answered in its time. */
  boolean held(double perSecond) {
    return unsent == 0 && perSecond() >= 0.99 * perSecond;
  }
}
