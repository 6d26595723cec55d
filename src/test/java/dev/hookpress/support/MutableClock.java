package dev.hookpress.support;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it. What it measures passes by itself, and by as
 * much more as the test moves it.
 */
public final class MutableClock extends Clock implements Ticker {
  private final Instant start;
  private final AtomicReference<Instant> now;

  public MutableClock(Instant start) {
    this.start = start;
    this.now = new AtomicReference<>(start);
  }

  /** A clock that stands at the present millisecond. */
  public static MutableClock now() {
    return new MutableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A clock at noon of an ordinary day. */
  public static MutableClock atNoon() {
    return new MutableClock(Instant.parse("2026-03-04T12:00:00Z"));
  }

  /** Advances the clock and returns the new time. */
  public Instant advance(Duration by) {
    return now.updateAndGet(instant -> instant.plus(by));
  }

  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public long read() {
    return System.nanoTime() + Duration.between(start, now.get()).toNanos();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("UTC only");
  }
}
