package dev.hookpress.bench;

/**
 * The requests that arrived at the receiver: how many, the times of the first and the last, to how
 * many of its origins, and how many connections were opened meanwhile.
 */
record Arrivals(long count, long firstNanos, long lastNanos, int origins, long connections) {
  /** From the first to the last. */
  double perSecond() {
    return (count - 1) * 1e9 / (lastNanos - firstNanos);
  }
}
