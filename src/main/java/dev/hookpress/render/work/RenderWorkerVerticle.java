package dev.hookpress.render.work;

import dev.hookpress.render.pdf.PdfRenderer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * One thread that renders. Deployed as a worker with a pool of one platform thread: rendering is
 * bound by the processor, and the engine keeps its context in thread locals.
 */
final class RenderWorkerVerticle extends VerticleBase {
  private final PdfRenderer renderer;
  private final RenderTaskQueue bench;

  /** What is being rendered, and since when; read by the watch. */
  private volatile Busy busy;

  private volatile boolean givenUp;

  private record Busy(RenderTask call, long sinceNanos) {}

  RenderWorkerVerticle(PdfRenderer renderer, RenderTaskQueue bench) {
    this.renderer = renderer;
    this.bench = bench;
  }

  @Override
  public Future<?> start() {
    wake();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    bench.forget(this);
    return Future.succeededFuture();
  }

  /** Renders out of turn, on this worker's thread, before what waits. */
  Future<Void> run(RenderTask call) {
    context.runOnContext(now -> call.run(renderer));
    return call.future().mapEmpty();
  }

  /** Takes no more, and undeploys itself when its thread comes back. */
  void retire() {
    givenUp = true;
  }

  boolean isBusy() {
    return busy != null;
  }

  /**
   * Ends the call of a worker that has been at it for longer than {@code limit}; the worker takes
   * no other. Threads cannot be stopped: this one is left to itself.
   *
   * @return whether the worker is lost
   */
  boolean giveUpAfter(Duration limit) {
    Busy now = busy;
    if (now == null || System.nanoTime() - now.sinceNanos() <= limit.toNanos()) {
      return false;
    }
    retire();
    now.call().giveUp();
    return true;
  }

  /** Pulls, by way of the context. */
  void wake() {
    context.runOnContext(now -> pull());
  }

  private void pull() {
    if (givenUp) {
      // Back after all, and replaced meanwhile.
      vertx.undeploy(deploymentID());
      return;
    }
    bench.take(this).ifPresent(this::render);
  }

  private void render(RenderTask call) {
    busy = new Busy(call, System.nanoTime());
    try {
      call.run(renderer);
    } finally {
      // By way of the context, so that the verticle can be undeployed in between; and while busy,
      // since after that the thread may be gone.
      wake();
      busy = null;
    }
  }
}
