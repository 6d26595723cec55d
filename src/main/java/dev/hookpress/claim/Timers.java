package dev.hookpress.claim;

import java.time.Duration;

/** One-shot timers: those of Vert.x in production, and timers fired by hand in tests. */
public interface Timers {
  /** Runs the task once, on the claim loop's context. Returns an action that cancels it. */
  Runnable after(Duration delay, Runnable task);
}
