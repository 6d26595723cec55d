package dev.hookpress.claim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Claims as many items as there are free slots, works on them, and claims again when slots have
 * come free, when it is woken, and otherwise once an idle interval. Never has more than its
 * capacity in hand, nor more than one claim under way.
 *
 * <p>Confined to one event loop: every call, and every Future handed to it, completes there.
 *
 * @param <T> what is claimed
 */
public final class ClaimLoop<T> {
  private final int capacity;
  private final int refillAt;
  private final Duration idle;
  private final Duration apart;
  private final IntFunction<Future<ClaimedBatch<T>>> claim;
  private final Function<T, Future<?>> work;
  private final Timers timers;
  private final Consumer<Throwable> onFailure;

  private int inHand;
  private boolean claiming;

  /** Whether the last claim said that there is more: the next one goes on where it has ended. */
  private boolean more;

  /** Whether somebody has called since the first of the claims that belong together. */
  private boolean called;

  /** Whether a claim has begun just now. */
  private boolean justClaimed;

  private boolean resting;
  private boolean overdue;
  private boolean draining;
  private Runnable cancelIdle = () -> {};
  private Runnable cancelApart = () -> {};
  private final Promise<Void> drained = Promise.promise();

  /**
   * Makes a pump at rest; {@link #wake()} starts it.
   *
   * @param capacity items in hand, at most
   * @param idle how long to wait before looking again when nothing was found and nobody calls
   * @param apart from the beginning of one claim to that of the next, at least, where the first has
   *     left nothing; zero: none
   * @param claim takes up to that many items
   * @param work does one item; its Future ends when the slot is free again
   * @param onFailure told of failed claims and failed work: both mean that we are broken
   */
  public ClaimLoop(
      int capacity,
      Duration idle,
      Duration apart,
      IntFunction<Future<ClaimedBatch<T>>> claim,
      Function<T, Future<?>> work,
      Timers timers,
      Consumer<Throwable> onFailure) {
    this.capacity = capacity;
    // A claim costs the database the same for one row as for many: wait for a quarter to be free.
    this.refillAt = Math.max(1, capacity / 4);
    this.idle = idle;
    this.apart = apart;
    this.claim = claim;
    this.work = work;
    this.timers = timers;
    this.onFailure = onFailure;
  }

  /** Makes one whose claims may follow each other at once. */
  public ClaimLoop(
      int capacity,
      Duration idle,
      IntFunction<Future<ClaimedBatch<T>>> claim,
      Function<T, Future<?>> work,
      Timers timers,
      Consumer<Throwable> onFailure) {
    this(capacity, idle, Duration.ZERO, claim, work, timers, onFailure);
  }

  /** Says that there may be work. Cheap; may be called at any rate. */
  public void wake() {
    called = true;
    claimIfWorthwhile();
  }

  /**
   * Works on an item that was claimed elsewhere. Never waits; the caller sees to it that not too
   * many are in hand.
   */
  public void add(T item) {
    inHand++;
    start(item);
  }

  /** Claims nothing more. Completes when everything in hand is done; the caller bounds the wait. */
  public Future<Void> drain() {
    draining = true;
    cancelIdle.run();
    cancelApart.run();
    completeIfDrained();
    return drained.future();
  }

  /** How many items are in hand. */
  public int inHand() {
    return inHand;
  }

  private void claimIfWorthwhile() {
    int free = capacity - inHand;
    if (!(more || called) || claiming || resting || draining || free < (overdue ? 1 : refillAt)) {
      return;
    }
    // Nothing was left, so what has called is little yet: a claim costs the database the same.
    if (justClaimed && !more) {
      return;
    }
    overdue = false;
    // What is called while claims go on may lie where these have been already: it is looked for
    // when they have come to an end, unless they begin with this one.
    called = called && more;
    claiming = true;
    cancelIdle.run();
    cancelApart.run();
    if (!apart.isZero()) {
      justClaimed = true;
      cancelApart = timers.after(apart, this::apartEnded);
    }
    attempt(() -> claim.apply(free)).onComplete(this::claimed, this::claimFailed);
  }

  private void claimed(ClaimedBatch<T> found) {
    claiming = false;
    more = found.more();
    inHand += found.items().size();
    found.items().forEach(this::start);
    lookAgain();
  }

  private void claimFailed(Throwable cause) {
    claiming = false;
    // At the idle pace, whoever calls meanwhile: a database that is away is not helped by haste.
    resting = true;
    onFailure.accept(cause);
    lookAgain();
  }

  private void lookAgain() {
    if (draining) {
      completeIfDrained();
      return;
    }
    cancelIdle.run();
    cancelIdle = timers.after(idle, this::idleEnded);
    claimIfWorthwhile();
  }

  private void apartEnded() {
    justClaimed = false;
    claimIfWorthwhile();
  }

  private void idleEnded() {
    resting = false;
    // Slots that are held for long, by work that hangs, do not stop the others from being used.
    overdue = true;
    wake();
  }

  private void start(T item) {
    attempt(() -> work.apply(item))
        .onComplete(
            done -> {
              inHand--;
              if (done.failed()) {
                onFailure.accept(done.cause());
              }
              claimIfWorthwhile();
              completeIfDrained();
            });
  }

  private void completeIfDrained() {
    if (draining && inHand == 0 && !claiming) {
      drained.tryComplete();
    }
  }

  private static <R> Future<R> attempt(Supplier<Future<R>> step) {
    try {
      return step.get();
    } catch (RuntimeException broken) {
      return Future.failedFuture(broken);
    }
  }
}
