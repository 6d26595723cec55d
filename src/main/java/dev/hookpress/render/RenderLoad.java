package dev.hookpress.render;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast this node renders, and whether documents wait for it. Decides how many documents it
 * claims before it can begin them, and how long the end of one may wait for others. Thread-safe.
 */
public final class RenderLoad {
  /** So much work may be claimed ahead: another node could begin it no more than so much sooner. */
  private static final long AHEAD_NANOS = 250_000_000;

  /** Some ends share a statement; a document that waits for its turn waits longer. */
  private static final Duration ENDS_APART = Duration.ofMillis(20);

  private final int mostAhead;
  private final LongSupplier nanoTime;
  private long windowStartNanos;
  private int ended;
  private int endedBefore;
  private volatile int waiting;

  /**
   * A node that has rendered nothing yet.
   *
   * @param mostAhead the most documents that are claimed ahead
   */
  public RenderLoad(int mostAhead, LongSupplier nanoTime) {
    this.mostAhead = mostAhead;
    this.nanoTime = nanoTime;
    this.windowStartNanos = nanoTime.getAsLong();
  }

  /** How many documents may be claimed beyond those that can begin: those of a quarter second. */
  public synchronized int ahead() {
    advance();
    return Math.min(mostAhead, Math.max(ended, endedBefore));
  }

  /** The shortest time between two statements that end documents; none unless documents wait. */
  public Duration endsApart() {
    return waiting > 0 ? ENDS_APART : Duration.ZERO;
  }

  /** A document has ended, or needs no renderer any more. */
  synchronized void ended() {
    advance();
    ended++;
  }

  /** So many documents are claimed and wait for their turn. */
  void waiting(int documents) {
    waiting = documents;
  }

  private void advance() {
    long now = nanoTime.getAsLong();
    long passed = now - windowStartNanos;
    if (passed >= AHEAD_NANOS) {
      endedBefore = passed < 2 * AHEAD_NANOS ? ended : 0;
      ended = 0;
      windowStartNanos = now;
    }
  }
}
