package dev.hookpress.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Bounds the open connections of a node, in all and from one address. Thread-safe. */
public final class ConnectionLimits {
  private final int max;
  private final int maxPerAddress;
  private final Consumer<Refusal> refusals;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * Creates limits, each at least 1.
   *
   * @param refusals called for each connection that is refused, on its event loop
   */
  public ConnectionLimits(int max, int maxPerAddress, Consumer<Refusal> refusals) {
    this.refusals = refusals;
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Counts a connection; false if it would be one too many, and then it is not counted. */
  boolean admit(String address) {
    if (open.incrementAndGet() > max) {
      open.decrementAndGet();
      refusals.accept(Refusal.CONNECTIONS);
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
      refusals.accept(Refusal.CONNECTIONS_OF_ADDRESS);
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
