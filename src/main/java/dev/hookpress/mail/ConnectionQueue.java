package dev.hookpress.mail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Limits how many e-mails use a connection at a time and how many wait for one: the mail client's
 * own queue is unbounded, and an e-mail cannot leave it. Confined to one thread.
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

  /** Joins the queue; a free connection is granted at once. Empty if the queue is full. */
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

  /** Frees a connection; to be called exactly once for each one granted. */
  void done() {
    Promise<Boolean> next = waiting.poll();
    if (next == null) {
      taken--;
    } else {
      next.complete(true);
    }
  }

  /**
   * An entry in the queue.
   *
   * @param turn completes with true when a connection is granted, with false if the entry was
   *     removed before
   * @param leave removes the entry; false, without effect, once a connection is granted
   */
  record Place(Future<Boolean> turn, BooleanSupplier leave) {}
}
