package dev.hookpress.mail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How many may be at something at once, and how many may wait for their turn: the mail client's own
 * line is unbounded, and whoever has joined it cannot leave it. For one thread.
 */
final class ConnectionQueue {
  private final int most;
  private final int maxWaiting;
  private final Deque<Promise<Boolean>> waiting = new ArrayDeque<>();
  private int taken;

  ConnectionQueue(int most, int maxWaiting) {
    this.most = most;
    this.maxWaiting = maxWaiting;
  }

  /** A place in the line; at once a turn if one is free. Empty if the line is full. */
  Optional<Place> join() {
    if (taken < most) {
      taken++;
      return Optional.of(new Place(Future.succeededFuture(true), () -> false));
    }
    if (waiting.size() >= maxWaiting) {
      return Optional.empty();
    }
    Promise<Boolean> turn = Promise.promise();
    waiting.add(turn);
    return Optional.of(new Place(turn.future(), () -> leave(turn)));
  }

  private boolean leave(Promise<Boolean> turn) {
    waiting.remove(turn);
    return turn.tryComplete(false);
  }

  /** Gives a turn back; exactly once for each that was had. */
  void done() {
    Promise<Boolean> next = waiting.poll();
    if (next == null) {
      taken--;
    } else {
      next.complete(true);
    }
  }

  /**
   * A place in the line.
   *
   * @param turn true when it is there; false if the place was left before
   * @param leave gives the place up; false, and nothing is done, once the turn is there
   */
  record Place(Future<Boolean> turn, BooleanSupplier leave) {}
}
