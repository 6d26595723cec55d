package dev.hookpress.bench;

/** What came to the receiver: how many requests, and when the first and the last of them. */
record Arrivals(long count, long firstNanos, long lastNanos) {
  /** From the first to the last. */
  double perSecond() {
    return (count - 1) * 1e9 / (lastNanos - firstNanos);
  }
}
