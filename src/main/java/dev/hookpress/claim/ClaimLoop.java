package dev.hookpress.claim;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Claims as many items as there are free slots, processes them, and claims again when slots become
 * free, on a wake-up, and otherwise once per idle interval. Claims never exceed the capacity, and
 * never overlap.
 *
 * <p>Confined to one event loop: every call is made there, and every Future passed to it completes
 * there.
 *
 * @param <T> the type of the claimed items
 */
public final class ClaimLoop<T> {
  private final IntSupplier capacity;
  private final Duration idle;
  private final Duration apart;
  private final IntFunction<Future<ClaimedBatch<T>>> claim;
  private final Function<T, Future<?>> work;
  private final Timers timers;
  private final Consumer<Throwable> onFailure;

  private int inHand;
  private boolean claiming;

  /** Whether the last claim reported more work: the next claim continues where it ended. */
  private boolean more;

  /** Whether a wake-up has come since the first claim of the current series. */
  private boolean called;

  /** Whether a claim has begun within {@code apart}. */
  private boolean justClaimed;

  private boolean resting;
  private boolean overdue;
  private boolean draining;
  private Runnable cancelIdle = () -> {};
  private Runnable cancelApart = () -> {};
  private final Promise<Void> drained = Promise.promise();

  /**
   * Creates an idle loop; {@link #wake()} starts it.
   *
   * @param capacity the most items claimed at a time; asked before each claim
   * @param idle how long to wait before the next claim when nothing was found and no wake-up comes
   * @param apart the minimum time between the starts of two claims if the first has left nothing;
   *     zero for none
   * @param claim claims up to the given number of items
   * @param work processes one item; its Future completes when the slot is free again
   * @param onFailure called on failed claims and failed work; both are internal errors
   */
  public ClaimLoop(
      IntSupplier capacity,
      Duration idle,
      Duration apart,
      IntFunction<Future<ClaimedBatch<T>>> claim,
      Function<T, Future<?>> work,
      Timers timers,
      Consumer<Throwable> onFailure) {
    this.capacity = capacity;
    this.idle = idle;
    this.apart = apart;
    this.claim = claim;
    this.work = work;
    this.timers = timers;
    this.onFailure = onFailure;
  }

  /** Creates a loop without a minimum time between claims. */
  public ClaimLoop(
      IntSupplier capacity,
      Duration idle,
      IntFunction<Future<ClaimedBatch<T>>> claim,
      Function<T, Future<?>> work,
      Timers timers,
      Consumer<Throwable> onFailure) {
    this(capacity, idle, Duration.ZERO, claim, work, timers, onFailure);
  }

  /** Signals that there may be work. Cheap; may be called at any rate. */
  public void wake() {
    called = true;
    claimIfWorthwhile();
  }

  /**
   * Processes an item that was claimed elsewhere. Never waits; the caller limits the number of
   * items.
   */
  public void add(T item) {
    inHand++;
    start(item);
  }

  /** Stops claiming. Completes when all claimed items are done; the caller limits the wait. */
  public Future<Void> drain() {
    draining = true;
    cancelIdle.run();
    cancelApart.run();
    completeIfDrained();
    return drained.future();
  }

  /** The number of items claimed and not yet done. */
  public int inHand() {
    return inHand;
  }

  private void claimIfWorthwhile() {
    if (!(more || called) || claiming || resting || draining) {
      return;
    }
    int most = capacity.getAsInt();
    int free = most - inHand;
    // A claim costs the database the same for one row as for many: wait for a quarter to be free.
    if (free < (overdue ? 1 : Math.max(1, most / 4))) {
      return;
    }
    // The last claim left nothing, so there is little new yet, and a claim of little costs the
    // database the same.
    if (justClaimed && !more) {
      return;
    }
    overdue = false;
    // Work signalled during a series of claims may lie where the series has already been: it is
    // claimed when the series ends, unless this claim begins the series.
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
    // Claims resume at the idle interval, whatever the wake-ups, to spare a database that is
    // unavailable.
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
    // Work that hangs keeps its slots; the other slots must still be used.
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
