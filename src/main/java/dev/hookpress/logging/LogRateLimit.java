package dev.hookpress.logging;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets one line of a kind through in a second, and counts those that it keeps back: while a server
 * is away, everything that fails by it would fill the log with the same words. From any thread.
 */
public final class LogRateLimit {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final LongSupplier nanos;
  private boolean begun;
  private long lastNanos;
  private long keptBack;

  /**
   * Makes one for one kind of line.
   *
   * @param nanos a running count such as {@link System#nanoTime}
   */
  public LogRateLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Asks for a line.
   *
   * @return empty: not now; else how many have been kept back since the last one that was let
   *     through
   */
  public synchronized OptionalLong admit() {
    long now = nanos.getAsLong();
    if (begun && now - lastNanos < SECOND_NANOS) {
      keptBack++;
      return OptionalLong.empty();
    }
    begun = true;
    lastNanos = now;
    long before = keptBack;
    keptBack = 0;
    return OptionalLong.of(before);
  }
}
