package dev.hookpress.metrics;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A value that is read from time to time. It is NaN before the first reading, and when the last one
 * is too old: what cannot be read must not look like what it was. Thread-safe.
 */
final class Reading {
  private record Read(double value, long atNanos) {}

  private final LongSupplier nanos;
  private final long freshNanos;
  private volatile Read last;

  /**
   * @param nanos a running count such as {@link System#nanoTime}
   * @param fresh how long a reading is shown
   */
  Reading(LongSupplier nanos, Duration fresh) {
    this.nanos = nanos;
    this.freshNanos = fresh.toNanos();
  }

  void set(double value) {
    last = new Read(value, nanos.getAsLong());
  }

  double value() {
    Read read = last;
    return read == null || nanos.getAsLong() - read.atNanos() > freshNanos
        ? Double.NaN
        : read.value();
  }
}
