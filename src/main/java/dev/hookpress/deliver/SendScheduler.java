package dev.hookpress.deliver;

import dev.hookpress.policy.ClientCounts;
import dev.hookpress.policy.Share;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Picks the next claimed notification to send. Attempts in flight are limited by the endpoint's
 * limit, the ceiling of its origin, the client's share of the slots, and the node's slots.
 * Notifications under one queue key are sent in the order in which they were claimed. Confined to
 * the dispatcher's event loop.
 */
final class SendScheduler {
  /**
   * A claimed notification that waits to be sent.
   *
   * @param since when it was claimed
   * @param toBeSent completes with true if it is to be sent, with false if it is to be released
   */
  record QueuedSend(ClaimedNotification notification, Instant since, Promise<Boolean> toBeSent) {}

  // Each free slot lets one endpoint send; the second makes up for one that could not.
  private static final int PASSED_OVER_TRIED = 2;

  private final int slots;
  private final Duration patience;
  private final EndpointLimits limits;
  private final ClientCounts inFlight = new ClientCounts();

  /** Endpoints whose next notification waits for a slot of the node or of its client. */
  private final Set<EndpointState> passedOver = new LinkedHashSet<>();

  private final Queue<EndpointState> agenda = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;

  /**
   * Creates an idle scheduler.
   *
   * @param slots the most attempts in flight on this node
   * @param patience how long a notification may wait; its lease must outlive that and the attempt
   */
  SendScheduler(int slots, Duration patience, EndpointLimits limits) {
    this.slots = slots;
    this.patience = patience;
    this.limits = limits;
  }

  /**
   * Queues a claimed notification. Completes with true when it is to be sent and a slot is taken;
   * with false if it is to be released: its endpoint is closed, its client is blocked, or it has
   * waited too long.
   */
  Future<Boolean> take(ClaimedNotification notification, Instant now) {
    EndpointState state = limits.of(notification);
    QueuedSend queued = new QueuedSend(notification, now, Promise.promise());
    state.waiting.add(queued);
    advance(List.of(state), now);
    return queued.toBeSent().future();
  }

  /** Frees the slot of an attempt that is over. */
  void over(ClaimedNotification notification, Instant now) {
    EndpointState state = limits.of(notification);
    state.inFlight--;
    state.origin.inFlight--;
    inFlight.remove(notification.client());
    Queue<EndpointState> next = new ArrayDeque<>();
    addLongestWaiting(passedOver, next);
    addLongestWaiting(state.origin.passedOver, next);
    // Its own endpoint comes after those that have waited longer.
    next.add(state);
    advance(next, now);
  }

  private static void addLongestWaiting(Set<EndpointState> from, Queue<EndpointState> to) {
    Iterator<EndpointState> longest = from.iterator();
    for (int i = 0; i < PASSED_OVER_TRIED && longest.hasNext(); i++) {
      to.add(longest.next());
      longest.remove();
    }
  }

  /** Releases what waits for a notification's endpoint, which has just answered 410. */
  void endpointEnded(ClaimedNotification notification, Instant now) {
    EndpointState state = limits.of(notification);
    if (state != null && notification.underOrigin()) {
      List<QueuedSend> ended =
          state.waiting.stream()
              .filter(one -> one.notification().endpoint().equals(notification.endpoint()))
              .toList();
      state.waiting.removeAll(ended);
      ended.forEach(one -> one.toBeSent().complete(false));
    }
    if (state != null) {
      advance(List.of(state), now);
    }
    limits.ended(notification);
  }

  /** Releases all waiting notifications, now and from now on. */
  void close(Instant now) {
    closed = true;
    advance(limits.waiting(), now);
  }

  /** The number of attempts in flight. */
  int inFlight() {
    return inFlight.total();
  }

  /** Defers reentrant calls, since completing a promise may call back into this class. */
  private void advance(Iterable<EndpointState> some, Instant now) {
    some.forEach(agenda::add);
    if (busy) {
      return;
    }
    busy = true;
    try {
      for (EndpointState state = agenda.poll(); state != null; state = agenda.poll()) {
        advance(state, now);
      }
    } finally {
      busy = false;
    }
  }

  private void advance(EndpointState state, Instant now) {
    for (QueuedSend queued = state.waiting.peek(); queued != null; queued = state.waiting.peek()) {
      ClaimedNotification notification = queued.notification();
      boolean late = queued.since().plus(patience).isBefore(now);
      if (closed || late || !limits.open(notification, now)) {
        state.waiting.remove();
        queued.toBeSent().complete(false);
        continue;
      }
      if (state.inFlight >= state.limit.allowed()) {
        return;
      }
      int own = inFlight.of(notification.client());
      if (Share.more(slots - inFlight.total(), own) == 0) {
        passedOver.add(state);
        return;
      }
      if (!state.origin.admits(state.inFlight, now)) {
        state.origin.passedOver.add(state);
        return;
      }
      state.waiting.remove();
      state.inFlight++;
      state.origin.inFlight++;
      inFlight.add(notification.client());
      queued.toBeSent().complete(true);
    }
  }
}
