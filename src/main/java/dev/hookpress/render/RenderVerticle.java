package dev.hookpress.render;

import dev.hookpress.pump.Pump;
import dev.hookpress.pump.Timers;
import dev.hookpress.pump.Wakes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Pumps documents through their runs. Stopping waits, within a bound, for those in hand. */
public final class RenderVerticle extends VerticleBase {
  private final RenderQueue queue;
  private final DocumentRun run;
  private final Wakes wakes;
  private final Timers timers;
  private final InstantSource clock;
  private final int capacity;
  private final Duration idle;
  private final Duration drain;
  private final Consumer<Throwable> onFailure;
  private Pump<ClaimedDocument> pump;

  /**
   * Makes the verticle.
   *
   * @param capacity documents in hand, those whose sources are being fetched included
   * @param idle how long until documents whose lease has run out are found
   * @param drain how long stopping may wait; the leases of what is left run out
   */
  public RenderVerticle(
      RenderQueue queue,
      DocumentRun run,
      Wakes wakes,
      Timers timers,
      InstantSource clock,
      int capacity,
      Duration idle,
      Duration drain,
      Consumer<Throwable> onFailure) {
    this.queue = queue;
    this.run = run;
    this.wakes = wakes;
    this.timers = timers;
    this.clock = clock;
    this.capacity = capacity;
    this.idle = idle;
    this.drain = drain;
    this.onFailure = onFailure;
  }

  @Override
  public Future<?> start() {
    pump =
        new Pump<>(
            capacity,
            idle,
            free -> queue.claim(free, clock.instant()),
            run::run,
            timers,
            onFailure);
    return wakes.onRender(pump::wake).onSuccess(ready -> pump.wake());
  }

  @Override
  public Future<?> stop() {
    return pump.drain().timeout(drain.toMillis(), TimeUnit.MILLISECONDS);
  }
}
