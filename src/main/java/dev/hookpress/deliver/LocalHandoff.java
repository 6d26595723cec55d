package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Passes notifications from their writer straight to the dispatcher of the same node. They are
 * written as leased by this node, so that no claim has to find them first. If one does not arrive,
 * because the node dies, it is claimed when the lease is over or the node is found dead. Safe for
 * many threads at once.
 */
public final class LocalHandoff {
  // Enough for the jobs that a node can end while one statement is written; beyond it, they are
  // claimed as ever.
  private static final int MAX_ON_THE_WAY = 256;
  // Far more than are full at a time. Those that are never sent to again would stay for ever.
  private static final int MAX_FULL = 10_000;

  private final BlockList blocks;
  private final InstantSource clock;
  private final Duration lease;
  private final AtomicInteger onTheWay = new AtomicInteger();

  /** Keys under which there was no room for the last one, and something is still in hand. */
  private final Set<Endpoint> full = ConcurrentHashMap.newKeySet();

  private volatile Consumer<ClaimedNotification> dispatcher;

  /**
   * Begins closed.
   *
   * @param lease as long as a claim's
   */
  public LocalHandoff(BlockList blocks, InstantSource clock, Duration lease) {
    this.blocks = blocks;
    this.clock = clock;
    this.lease = lease;
  }

  /** From now on, this dispatcher takes them; called on the writers' threads. */
  public void open(Consumer<ClaimedNotification> dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** From now on, all are claimed. What is on the way still arrives. */
  void close() {
    dispatcher = null;
  }

  /**
   * Whether a notification that is about to be written may be leased to this node. Each that may is
   * given or canceled afterwards.
   *
   * @param endpoint what it will probably be queued under
   */
  public boolean reserve(Endpoint endpoint) {
    if (dispatcher == null
        || full.contains(endpoint)
        || blocks.blocked(endpoint.client(), clock.instant())) {
      return false;
    }
    if (onTheWay.incrementAndGet() > MAX_ON_THE_WAY) {
      onTheWay.decrementAndGet();
      return false;
    }
    return true;
  }

  /** The end of a lease that begins now. */
  public Instant leaseEnd() {
    return clock.instant().plus(lease);
  }

  /** So many that were reserved have not been leased after all. */
  public void cancel(int count) {
    onTheWay.addAndGet(-count);
  }

  /** Hands over what was reserved, and is written. */
  public void give(List<ClaimedNotification> leased) {
    Consumer<ClaimedNotification> taker = dispatcher;
    onTheWay.addAndGet(-leased.size());
    if (taker != null) {
      leased.forEach(taker);
    }
  }

  /** There was no room under this key: what is queued under it now is claimed, in its order. */
  void full(Endpoint endpoint) {
    if (full.size() >= MAX_FULL) {
      full.clear();
    }
    full.add(endpoint);
  }

  /** Nothing is in hand under this key. */
  void empty(Endpoint endpoint) {
    full.remove(endpoint);
  }
}
