package dev.hookpress.claim;

import java.time.Duration;

/** One-shot timers; in the program those of Vert.x, in tests ones that are fired by hand. */
public interface Timers {
  /** Runs the task once, on the pump's context. Returns what cancels it. */
  Runnable after(Duration delay, Runnable task);
}
