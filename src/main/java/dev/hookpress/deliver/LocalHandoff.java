package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Passes notifications from their writer straight to the dispatcher of the same node, so that no
 * claim has to find them first. If the node dies before one arrives, whoever holds the shard next
 * claims it. Thread-safe.
 */
public final class LocalHandoff {
  // Enough for the jobs that a node can end while one statement is written; further notifications
  // are claimed as usual.
  private static final int MAX_ON_THE_WAY = 256;
  // Far more than are full at a time. The bound exists because keys that are never sent to again
  // are never removed.
  private static final int MAX_FULL = 10_000;

  private final BlockList blocks;
  private final InstantSource clock;
  private final AtomicInteger onTheWay = new AtomicInteger();

  /** Queue keys that had no room for their last notification and still have some claimed. */
  private final Set<Endpoint> full = ConcurrentHashMap.newKeySet();

  private volatile Consumer<ClaimedNotification> dispatcher;

  /** Creates a closed handoff. */
  public LocalHandoff(BlockList blocks, InstantSource clock) {
    this.blocks = blocks;
    this.clock = clock;
  }

  /** Opens the handoff to a dispatcher, which is called on the writers' threads. */
  public void open(Consumer<ClaimedNotification> dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Closes the handoff: from now on, notifications are claimed. Those already passed on still
   * arrive.
   */
  void close() {
    dispatcher = null;
  }

  /**
   * Whether a notification that is about to be written may be handed over. Each reservation ends
   * with {@link #give} or {@link #cancel}.
   *
   * @param endpoint its probable queue key
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

  /** Cancels reservations whose notifications are not handed over. */
  public void cancel(int count) {
    onTheWay.addAndGet(-count);
  }

  /** Passes on reserved notifications that have been written. */
  public void give(List<ClaimedNotification> written) {
    Consumer<ClaimedNotification> taker = dispatcher;
    onTheWay.addAndGet(-written.size());
    if (taker != null) {
      written.forEach(taker);
    }
  }

  /** Notes that a queue key has no room: its notifications are claimed, in order, from now on. */
  void full(Endpoint endpoint) {
    if (full.size() >= MAX_FULL) {
      full.clear();
    }
    full.add(endpoint);
  }

  /** Notes that nothing is claimed under a queue key. */
  void empty(Endpoint endpoint) {
    full.remove(endpoint);
  }
}
