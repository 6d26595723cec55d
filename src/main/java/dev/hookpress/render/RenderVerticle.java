package dev.hookpress.render;

import dev.hookpress.claim.ClaimLoop;
import dev.hookpress.claim.Timers;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.render.chromium.PageBrowser;
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
      PageBrowser browser,
      Wakeups wakeups,
      DocumentHandoff handoff,
      RenderLoad load) {}

  /**
   * The bounds of the verticle.
   *
   * @param slots most documents under way, those being fetched among them
   * @param idle longest time until documents with expired leases are found
   * @param drain longest time that stopping waits; the leases of the remaining documents expire
   */
  public record Bounds(int slots, Duration idle, Duration drain) {}

  private static final int SWEEP_MILLIS = 1_000;
  private final Ports ports;
  private final InstantSource clock;
  private final Bounds bounds;
  private final RenderSlots renderSlots;
  private final Claims claims;
  private final DocumentsUnderWay underWay;
  private final DocumentTurns turns;
  private final ClaimLoop<ClaimedDocument> claimLoop;

  /** Creates the verticle. */
  public RenderVerticle(
      Ports ports,
      Timers timers,
      InstantSource clock,
      Bounds bounds,
      Consumer<Throwable> onFailure) {
    this.ports = ports;
    this.clock = clock;
    this.bounds = bounds;
    this.renderSlots = new RenderSlots(bounds.slots(), ports.load()::ahead);
    this.claims = new Claims(ports.queue(), renderSlots, clock, onFailure);
    this.claimLoop =
        new ClaimLoop<>(
            renderSlots::capacity, bounds.idle(), claims::claim, this::run, timers, onFailure);
    this.underWay = new DocumentsUnderWay(ports.run(), onFailure);
    this.turns =
        new DocumentTurns(bounds.slots(), underWay::run, claims::giveBack, ports.load(), clock);
  }

  @Override
  public Future<?> start() {
    Context here = vertx.getOrCreateContext();
    return ports
        .workers()
        .start()
        .compose(started -> ports.wakeups().onRender(claimLoop::wake))
        .onSuccess(
            ready -> {
              claimLoop.wake();
              vertx.setPeriodic(SWEEP_MILLIS, tick -> turns.giveBackLate());
              ports.workers().warmUp(clock.instant());
              ports
                  .handoff()
                  .open(renderSlots, handed -> here.runOnContext(there -> claimLoop.add(handed)));
            });
  }

  private Future<Void> run(ClaimedDocument document) {
    return turns.run(document).onComplete(free -> claims.returned(document, claimLoop::wake));
  }

  @Override
  public Future<?> stop() {
    ports.handoff().close();
    Future<Void> drained = claimLoop.drain();
    turns.close();
    return drained
        .compose(done -> underWay.idle())
        .timeout(bounds.drain().toMillis(), TimeUnit.MILLISECONDS)
        .eventually(() -> ports.browser().close().eventually(() -> ports.run().close()))
        .eventually(() -> ports.workers().close(Duration.ofSeconds(1)));
  }
}
