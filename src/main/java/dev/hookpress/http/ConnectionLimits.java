package dev.hookpress.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the open connections of a node, in all and from one address. Thread-safe. */
public final class ConnectionLimits {
  private final int max;
  private final int maxPerAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

  /** Creates limits, each at least 1. */
  public ConnectionLimits(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Counts a connection; false if it would be one too many, and then it is not counted. */
  boolean admit(String address) {
    if (open.incrementAndGet() > max) {
      open.decrementAndGet();
      return false;
    }
    boolean[] admitted = {false};
    byAddress.compute(
        address,
        (same, count) -> {
          int known = count == null ? 0 : count;
          admitted[0] = known < maxPerAddress;
          return admitted[0] ? Integer.valueOf(known + 1) : count;
        });
    if (!admitted[0]) {
      open.decrementAndGet();
    }
    return admitted[0];
  }

  /** Ends the count of an admitted connection. */
  void release(String address) {
    open.decrementAndGet();
    byAddress.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
  }

  /** The open connections of all addresses. */
  public int open() {
    return open.get();
  }
}
