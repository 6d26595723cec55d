package dev.hookpress.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time for which a node that is about to stop still serves, though it reports that it is not
 * ready: proxies and load balancers need it to notice and to send their requests elsewhere.
 */
final class LameDuck {
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean begun;

  /** Whether the node is about to stop. Thread-safe. */
  boolean hasBegun() {
    return begun;
  }

  /**
   * Begins it and returns when it is over; returns at once if it has begun before.
   *
   * @param lasts zero or more
   */
  synchronized void serve(Duration lasts) {
    if (begun) {
      return;
    }
    begun = true;
    try {
      never.await(lasts.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
