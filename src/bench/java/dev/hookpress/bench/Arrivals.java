package dev.hookpress.bench;

/**
 * What came to the receiver: how many requests, when the first and the last of them, to how many of
 * its origins, and how many connections were opened meanwhile.
 */
record Arrivals(long count, long firstNanos, long lastNanos, int origins, long connections) {
  /** From the first to the last. */
  double perSecond() {
    return (count - 1) * 1e9 / (lastNanos - firstNanos);
  }
}
