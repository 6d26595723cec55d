package dev.hookpress.logging;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits one kind of log line to one a second and counts the suppressed ones: while a server is
 * unavailable, every failure would log the same line. Thread-safe.
 */
public final class LogRateLimit {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final LongSupplier nanos;
  private boolean begun;
  private long lastNanos;
  private long suppressed;

  /**
   * Creates a limit for one kind of line.
   *
   * @param nanos a running count such as {@link System#nanoTime}
   */
  public LogRateLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Asks to log a line.
   *
   * @return empty if the line is suppressed; otherwise the number of lines suppressed since the
   *     last one logged
   */
  public synchronized OptionalLong admit() {
    long now = nanos.getAsLong();
    if (begun && now - lastNanos < SECOND_NANOS) {
      suppressed++;
      return OptionalLong.empty();
    }
    begun = true;
    lastNanos = now;
    long before = suppressed;
    suppressed = 0;
    return OptionalLong.of(before);
  }
}
