package dev.hookpress.postgres.queue;

import dev.hookpress.job.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Where the walk over the queue goes on that finds due endpoints, a page at a time: in rounds over
 * all clients and the first endpoints of each, and in between deeper into those that have more.
 * Confined to one event loop, but for {@link #call}.
 */
final class QueueWalk {
  /** An index descent of some 10 µs each. */
  static final int MAX_STEPS = 256;

  /** The endpoints of one client in a round. */
  static final int MAX_OF_CLIENT = 16;

  // Others' work is noticed after so long if no wake-up arrives.
  private static final Duration APART = Duration.ofMillis(250);
  // Wake-ups arrive for each notification. A claim that knows of nothing to ask for does not wait.
  private static final Duration CALLED_APART = Duration.ofMillis(50);
  // Clients with more endpoints than a round visits; those of further ones wait for a later round.
  private static final int MAX_DEEP = 1_000;

  private static final Page BEGINNING = new Page(new UUID(0, 0), Long.MIN_VALUE, false);

  /** The last endpoint visited of clients that may have more. */
  private final Map<UUID, Long> deep = new LinkedHashMap<>();

  private Optional<Page> round = Optional.empty();
  private Instant began = Instant.EPOCH;
  private boolean wentDeep;
  private volatile boolean called;

  /**
   * A page to read.
   *
   * @param client after whose {@code endpoint} it begins
   * @param deep whether it ends with that client
   */
  record Page(UUID client, long endpoint, boolean deep) {}

  /** Asks for another round soon, since something has been queued. May be called on any thread. */
  void call() {
    called = true;
  }

  /** Whether another round is to begin. */
  boolean wanted(Instant now) {
    Duration since = Duration.between(began, now).abs();
    return round.isEmpty() && since.compareTo(called ? CALLED_APART : APART) >= 0;
  }

  /**
   * Whether there are pages to be read before what is due is known.
   *
   * @param crowded clients that enough is known of
   */
  boolean underWay(Predicate<ClientId> crowded) {
    return round.isPresent() || deeper(crowded).isPresent();
  }

  private Optional<UUID> deeper(Predicate<ClientId> crowded) {
    return deep.keySet().stream().filter(one -> !crowded.test(new ClientId(one))).findFirst();
  }

  /** Takes the next page; begins a round if none is under way. */
  Page next(Instant now, Predicate<ClientId> crowded) {
    Optional<UUID> deeper = deeper(crowded);
    wentDeep = deeper.isPresent() && (round.isEmpty() ? !wanted(now) : !wentDeep);
    if (wentDeep) {
      return new Page(deeper.get(), deep.remove(deeper.get()), true);
    }
    if (round.isEmpty()) {
      began = now;
      called = false;
    }
    Page page = round.orElse(BEGINNING);
    round = Optional.empty();
    return page;
  }

  /**
   * Notes what a page has visited.
   *
   * @param step from 1 to {@link #MAX_STEPS}
   * @param nth of its client
   */
  void visited(Page page, UUID client, long endpoint, int step, int nth) {
    boolean enough = nth == MAX_OF_CLIENT;
    if (page.deep()) {
      if (step == MAX_STEPS && client.equals(page.client())) {
        deep.put(client, endpoint);
      }
      return;
    }
    if (enough && deep.size() < MAX_DEEP) {
      deep.putIfAbsent(client, endpoint);
    }
    if (step == MAX_STEPS) {
      round = Optional.of(new Page(client, enough ? Long.MAX_VALUE : endpoint, false));
    }
  }
}
