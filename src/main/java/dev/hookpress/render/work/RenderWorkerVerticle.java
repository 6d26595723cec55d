package dev.hookpress.render.work;

import dev.hookpress.render.document.DocumentRenderer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * One render thread. Deployed as a worker with a pool of one platform thread: rendering is
 * CPU-bound, and the engine keeps its context in thread locals.
 */
final class RenderWorkerVerticle extends VerticleBase {
  private final DocumentRenderer renderer;
  private final RenderTaskQueue bench;

  /** The current task and its start time; read by the watchdog. */
  private volatile Busy busy;

  private volatile boolean givenUp;

  private record Busy(RenderTaskQueue.Taken task, long sinceNanos) {}

  RenderWorkerVerticle(DocumentRenderer renderer, RenderTaskQueue bench) {
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

  /** Runs a task on this worker's thread, ahead of the queue. */
  Future<Void> run(RenderTask call) {
    context.runOnContext(now -> call.run(renderer));
    return call.future().mapEmpty();
  }

  /** Stops taking tasks; the verticle undeploys itself when its thread returns. */
  void retire() {
    givenUp = true;
  }

  boolean isBusy() {
    return busy != null;
  }

  /**
   * Times out the current task if it has run for longer than {@code limit}; the worker then takes
   * no other task. Java threads cannot be killed, so the thread is abandoned.
   *
   * @return whether the worker is lost
   */
  boolean giveUpAfter(Duration limit) {
    Busy now = busy;
    if (now == null || System.nanoTime() - now.sinceNanos() <= limit.toNanos()) {
      return false;
    }
    retire();
    now.task().call().giveUp();
    bench.ended(now.task());
    return true;
  }

  /** Pulls the next task on the worker's context. */
  void wake() {
    context.runOnContext(now -> pull());
  }

  private void pull() {
    if (givenUp) {
      // The thread returned after it had been replaced.
      vertx.undeploy(deploymentID());
      return;
    }
    bench.take(this).ifPresent(this::render);
  }

  private void render(RenderTaskQueue.Taken task) {
    busy = new Busy(task, System.nanoTime());
    try {
      task.call().run(renderer);
    } finally {
      bench.ended(task);
      // Schedule the next pull on the context, so that the verticle can be undeployed in between,
      // and before the worker is idle, since its thread may be gone after that.
      wake();
      busy = null;
    }
  }
}
