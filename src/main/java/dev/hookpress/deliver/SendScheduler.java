package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.policy.Share;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Who of those in hand is sent next: at most so many at a time to an endpoint as it takes, of a
 * client as is its share of the slots, and altogether as there are slots. An endpoint's go out in
 * the order in which they were claimed. Confined to the dispatcher's event loop.
 */
final class SendScheduler {
  /**
   * A claimed notification that waits to be sent.
   *
   * @param since when it was claimed
   * @param comes true when it is to be sent, false when it is to be given back
   */
  record QueuedSend(ClaimedNotification notification, Instant since, Promise<Boolean> comes) {}

  // Each slot that comes free lets one begin; the second makes up for one that could not.
  private static final int PASSED_OVER_TRIED = 2;

  private final int slots;
  private final Duration patience;
  private final EndpointLimits lanes;
  private final Map<ClientId, Integer> inFlight = new HashMap<>();

  /** Endpoints whose next one waits for a slot, and for nothing of their own. */
  private final Set<EndpointState> passedOver = new LinkedHashSet<>();

  private final Queue<EndpointState> agenda = new ArrayDeque<>();
  private int totalInFlight;
  private boolean busy;
  private boolean closed;

  /**
   * Begins with nothing in flight.
   *
   * @param slots attempts in flight on this node, at most
   * @param patience how long one may wait: its lease must outlive it and the attempt
   */
  SendScheduler(int slots, Duration patience, EndpointLimits lanes) {
    this.slots = slots;
    this.patience = patience;
    this.lanes = lanes;
  }

  /**
   * Queues what has been claimed. Completes with true when it is to be sent, and a slot is taken;
   * with false if it is to be given back: its endpoint is closed, its client blocked, or it has
   * waited too long.
   */
  Future<Boolean> take(ClaimedNotification notification, Instant now) {
    EndpointState lane = lanes.of(notification.endpoint());
    QueuedSend turn = new QueuedSend(notification, now, Promise.promise());
    lane.waiting.add(turn);
    advance(List.of(lane), now);
    return turn.comes().future();
  }

  /** An attempt is over: its slot is free. */
  void over(ClaimedNotification notification, Instant now) {
    EndpointState lane = lanes.of(notification.endpoint());
    lane.inFlight--;
    totalInFlight--;
    inFlight.computeIfPresent(
        notification.client(), (same, count) -> count == 1 ? null : count - 1);
    Queue<EndpointState> next = new ArrayDeque<>();
    Iterator<EndpointState> longest = passedOver.iterator();
    while (next.size() < PASSED_OVER_TRIED && longest.hasNext()) {
      next.add(longest.next());
      longest.remove();
    }
    // Its own endpoint after those that have waited longer.
    next.add(lane);
    advance(next, now);
  }

  /** Gives back what waits for an endpoint that has just said that it is gone. */
  void endpointEnded(Endpoint endpoint, Instant now) {
    EndpointState lane = lanes.of(endpoint);
    advance(List.of(lane), now);
    lane.ending = false;
  }

  /** From now on, whatever waits is given back. */
  void close(Instant now) {
    closed = true;
    advance(lanes.waiting(), now);
  }

  /** Attempts in flight. */
  int inFlight() {
    return totalInFlight;
  }

  /** Whoever is told of his turn may take or end another's: those are looked at afterwards. */
  private void advance(Iterable<EndpointState> some, Instant now) {
    some.forEach(agenda::add);
    if (busy) {
      return;
    }
    busy = true;
    try {
      for (EndpointState lane = agenda.poll(); lane != null; lane = agenda.poll()) {
        advance(lane, now);
      }
    } finally {
      busy = false;
    }
  }

  private void advance(EndpointState lane, Instant now) {
    for (QueuedSend turn = lane.waiting.peek(); turn != null; turn = lane.waiting.peek()) {
      ClaimedNotification notification = turn.notification();
      boolean late = turn.since().plus(patience).isBefore(now);
      if (closed || late || !lanes.open(notification, now)) {
        lane.waiting.remove();
        turn.comes().complete(false);
        continue;
      }
      if (lane.inFlight >= lane.limit.allowed()) {
        return;
      }
      int own = inFlight.getOrDefault(notification.client(), 0);
      if (Share.more(slots - totalInFlight, own) == 0) {
        passedOver.add(lane);
        return;
      }
      lane.waiting.remove();
      lane.inFlight++;
      totalInFlight++;
      inFlight.merge(notification.client(), 1, Integer::sum);
      turn.comes().complete(true);
    }
  }
}
