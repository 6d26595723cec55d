package dev.hookpress.render;

import dev.hookpress.claim.ClaimLoop;
import dev.hookpress.claim.Timers;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.render.work.RenderWorkers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Claims and runs documents. Stopping waits, up to a bound, for the documents in progress. */
public final class RenderVerticle extends VerticleBase {
  /** The ports of the verticle. */
  public record Ports(
      RenderQueue queue,
      DocumentRun run,
      RenderWorkers workers,
      Wakeups wakes,
      DocumentHandoff handOver) {}

  /**
   * The bounds of the verticle.
   *
   * @param capacity maximum number of documents on this node, including those whose sources are
   *     being fetched
   * @param idle maximum time until documents with expired leases are found
   * @param drain maximum time that stopping waits; the leases of the remaining documents expire
   */
  public record Bounds(int capacity, Duration idle, Duration drain) {}

  private final Ports ports;
  private final Timers timers;
  private final Bounds bounds;
  private final Consumer<Throwable> onFailure;
  private final RenderSlots places;
  private final Claims claims;
  private ClaimLoop<ClaimedDocument> pump;

  /** Creates the verticle. */
  public RenderVerticle(
      Ports ports,
      Timers timers,
      InstantSource clock,
      Bounds bounds,
      Consumer<Throwable> onFailure) {
    this.ports = ports;
    this.timers = timers;
    this.bounds = bounds;
    this.onFailure = onFailure;
    this.places = new RenderSlots(bounds.capacity());
    this.claims = new Claims(ports.queue(), places, clock);
  }

  @Override
  public Future<?> start() {
    pump =
        new ClaimLoop<>(
            bounds.capacity(), bounds.idle(), claims::claim, this::run, timers, onFailure);
    Context here = vertx.getOrCreateContext();
    return ports
        .workers()
        .start()
        .compose(started -> ports.wakes().onRender(pump::wake))
        .onSuccess(
            ready -> {
              pump.wake();
              ports.workers().warmUp();
              ports.handOver().open(places, handed -> here.runOnContext(there -> pump.add(handed)));
            });
  }

  private Future<Void> run(ClaimedDocument document) {
    return Future.succeededFuture()
        .compose(begin -> ports.run().run(document))
        .onComplete(
            end -> {
              places.returned(document.client());
              if (places.roomAgain()) {
                pump.wake();
              }
            });
  }

  @Override
  public Future<?> stop() {
    ports.handOver().close();
    return pump.drain()
        .timeout(bounds.drain().toMillis(), TimeUnit.MILLISECONDS)
        .eventually(() -> ports.workers().close(Duration.ofSeconds(1)));
  }
}
