package dev.hookpress.deliver;

import dev.hookpress.claim.ClaimLoop;
import dev.hookpress.claim.Timers;
import dev.hookpress.claim.Wakeups;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the dispatcher's claim loop. Stopping waits, up to a limit, for attempts in flight. */
public final class DispatcherVerticle extends VerticleBase {
  // The maximum age of the endpoint statistics shown to users.
  private static final int REPORT_MILLIS = 5_000;

  // Notifications from another node's jobs arrive in ones and twos, each with a wake-up: from 1,000
  // a second on, several then share a claim. A wake-up of an idle loop claims at once.
  private static final Duration CLAIMS_APART = Duration.ofMillis(1);

  private final Dispatcher dispatcher;
  private final Wakeups wakeups;
  private final Timers timers;
  private final int inHand;
  private final Duration idle;
  private final Duration drain;
  private final Consumer<Throwable> onFailure;
  private ClaimLoop<ClaimedNotification> claimLoop;

  /**
   * Creates the verticle.
   *
   * @param inHand the most notifications claimed at a time
   * @param idle the interval of claims without a wake-up, which find due retries
   * @param drain how long stopping may wait for attempts in flight
   */
  public DispatcherVerticle(
      Dispatcher dispatcher,
      Wakeups wakeups,
      Timers timers,
      int inHand,
      Duration idle,
      Duration drain,
      Consumer<Throwable> onFailure) {
    this.dispatcher = dispatcher;
    this.wakeups = wakeups;
    this.timers = timers;
    this.inHand = inHand;
    this.idle = idle;
    this.drain = drain;
    this.onFailure = onFailure;
  }

  @Override
  public Future<?> start() {
    claimLoop =
        new ClaimLoop<>(
            () -> inHand, idle, CLAIMS_APART, dispatcher::claim, this::deliver, timers, onFailure);
    Context here = vertx.getOrCreateContext();
    dispatcher.open(handed -> here.runOnContext(there -> take(handed)));
    vertx.setPeriodic(REPORT_MILLIS, tick -> dispatcher.report().onFailure(onFailure::accept));
    return wakeups.onDeliver(claimLoop::wake).onSuccess(ready -> claimLoop.wake());
  }

  private void take(ClaimedNotification handed) {
    if (dispatcher.admits(handed)) {
      claimLoop.add(handed);
    }
  }

  private Future<Void> deliver(ClaimedNotification notification) {
    return dispatcher.deliver(notification, claimLoop::wake);
  }

  @Override
  public Future<?> stop() {
    Future<Void> drained = claimLoop.drain();
    dispatcher.close();
    return drained.timeout(drain.toMillis(), TimeUnit.MILLISECONDS).eventually(dispatcher::report);
  }

  /** The number of attempts in flight; the metrics gauge reads it from other threads. */
  public int inFlight() {
    return dispatcher.inFlight();
  }
}
