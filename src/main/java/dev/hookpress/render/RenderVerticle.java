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
   * @param slots maximum number of documents under way, those being fetched among them
   * @param patience a document that has been claimed and has not begun by then is left to its lease
   * @param idle maximum time until documents with expired leases are found
   * @param drain maximum time that stopping waits; the leases of the remaining documents expire
   */
  public record Bounds(int slots, Duration patience, Duration idle, Duration drain) {}

  private final Ports ports;
  private final InstantSource clock;
  private final Bounds bounds;
  private final RenderSlots renderSlots;
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
    Claims claims = new Claims(ports.queue(), renderSlots, clock);
    this.claimLoop =
        new ClaimLoop<>(
            renderSlots::capacity,
            bounds.idle(),
            Duration.ZERO,
            claims::claim,
            this::run,
            timers,
            onFailure);
    this.underWay = new DocumentsUnderWay(ports.run(), onFailure);
    this.turns =
        new DocumentTurns(bounds.slots(), bounds.patience(), underWay::run, ports.load(), clock);
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
              ports.workers().warmUp(clock.instant());
              ports
                  .handoff()
                  .open(renderSlots, handed -> here.runOnContext(there -> claimLoop.add(handed)));
            });
  }

  private Future<Void> run(ClaimedDocument document) {
    return turns
        .run(document)
        .onComplete(
            free -> {
              ports.load().ended();
              renderSlots.returned(document.client(), document.document().size());
              if (renderSlots.roomAgain()) {
                claimLoop.wake();
              }
            });
  }

  @Override
  public Future<?> stop() {
    ports.handoff().close();
    return claimLoop
        .drain()
        .compose(drained -> underWay.idle())
        .timeout(bounds.drain().toMillis(), TimeUnit.MILLISECONDS)
        .eventually(() -> ports.browser().close().eventually(() -> ports.run().close()))
        .eventually(() -> ports.workers().close(Duration.ofSeconds(1)));
  }
}
