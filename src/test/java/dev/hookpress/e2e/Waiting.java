package dev.hookpress.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Polls a condition in another process, within a bound. */
final class Waiting {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private Waiting() {}

  /** A condition that can be polled. */
  interface Question {
    boolean holds() throws Exception;
  }

  /**
   * Returns when it holds; an exception means not yet.
   *
   * @throws AssertionError if it does not hold in time; with what {@code state} says then
   */
  static void until(String what, Duration bound, Question question, Supplier<?> state) {
    long end = System.nanoTime() + bound.toNanos();
    Exception last = null;
    do {
      try {
        if (question.holds()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting until " + what, e);
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    } while (System.nanoTime() < end);
    throw new AssertionError("Not within " + bound + ": " + what + "\n" + state.get(), last);
  }
}
