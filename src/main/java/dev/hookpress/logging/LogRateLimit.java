package dev.hookpress.logging;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits one kind of log line to some a second and counts the suppressed ones: while a server is
 * unavailable, every failure would log the same line. Thread-safe.
 */
public final class LogRateLimit {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final int perSecond;
  private final LongSupplier nanos;

  /** When the current second began; a line that is admitted after it begins another. */
  private long beganNanos;

  private int admitted;
  private long suppressed;

  /**
   * Creates a limit of one line a second for one kind of line.
   *
   * @param nanos a running count such as {@link System#nanoTime}
   */
  public LogRateLimit(LongSupplier nanos) {
    this(1, nanos);
  }

  /**
   * Creates a limit for one kind of line.
   *
   * @param perSecond lines within a second after the first of them
   * @param nanos a running count such as {@link System#nanoTime}
   */
  public LogRateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
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
    if (admitted == 0 || now - beganNanos >= SECOND_NANOS) {
      beganNanos = now;
      admitted = 0;
    }
    if (admitted == perSecond) {
      suppressed++;
      return OptionalLong.empty();
    }
    admitted++;
    long before = suppressed;
    suppressed = 0;
    return OptionalLong.of(before);
  }
}
