package dev.hookpress.render.work;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.source.Sample;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a fixed number of render threads and replaces threads that hang. */
public final class RenderWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(RenderWorkers.class);

  /** Layout stops at the deadline; a task that takes twice as long cannot be interrupted. */
  private static final int LOST_AFTER_DEADLINES = 2;

  private final Vertx vertx;
  private final PdfRenderer renderer;
  private final int threads;
  private final Duration lostAfter;
  private final Runnable onReplaced;
  private final RenderTaskQueue bench;

  // Vert.x undeploys the verticles that a verticle deployed before it stops that verticle. Workers
  // deployed on this context belong to no verticle, so they still run while a drain finishes.
  private final Context outside;

  private final Map<RenderWorkerVerticle, String> deployed = new ConcurrentHashMap<>();
  private final AtomicInteger named = new AtomicInteger();
  private volatile boolean closing;
  private volatile long watch = -1;

  /**
   * Creates the workers. Must not be called on a verticle's thread.
   *
   * @param deadline of one rendering, equal to the renderer's
   * @param benchCapacity maximum number of prepared documents that wait for a thread
   * @param onReplaced called on an event loop each time a thread is abandoned
   */
  public RenderWorkers(
      Vertx vertx,
      PdfRenderer renderer,
      int threads,
      Duration deadline,
      int benchCapacity,
      Runnable onReplaced) {
    this.vertx = vertx;
    this.renderer = renderer;
    this.threads = threads;
    this.lostAfter = deadline.multipliedBy(LOST_AFTER_DEADLINES);
    this.onReplaced = onReplaced;
    this.bench = new RenderTaskQueue(benchCapacity);
    this.outside = vertx.getOrCreateContext();
  }

  /** Deploys the workers. The calling event loop runs the watchdog. */
  public Future<Void> start() {
    List<Future<Void>> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      started.add(deploy());
    }
    // Frequent enough to detect a lost thread within a small fraction of its deadline.
    long periodMillis = Math.max(10, Math.min(1_000, lostAfter.toMillis() / 10));
    watch = vertx.setPeriodic(periodMillis, now -> watch());
    return Future.all(started).mapEmpty();
  }

  /** Renders a small page on each thread; the first rendering of a process takes about a second. */
  public Future<Void> warmUp() {
    List<Future<Void>> warm = new ArrayList<>();
    for (RenderWorkerVerticle worker : deployed.keySet()) {
      Context caller = vertx.getOrCreateContext();
      warm.add(worker.run(new RenderTask(Sample.prepared(), Sample.OPTIONS, caller)));
    }
    return Future.all(warm).mapEmpty();
  }

  /**
   * Renders a document when a thread is free, round-robin by client. Completes on the caller's
   * context. Fails if the queue is full, the workers are closing, or the renderer has a defect; the
   * document can then be rendered again.
   */
  public Future<RenderedPdf> render(ClientId client, Prepared prepared, RenderOptions options) {
    return render(client, prepared, options, fault -> {});
  }

  /**
   * Renders a document as above.
   *
   * @param faults called on a worker thread when the layout engine fails through a defect of its
   *     own
   */
  public Future<RenderedPdf> render(
      ClientId client, Prepared prepared, RenderOptions options, Consumer<Throwable> faults) {
    Context caller = vertx.getOrCreateContext();
    return offer(
        client, new RenderTask(renderer -> renderer.render(prepared, options, faults), caller));
  }

  /**
   * Runs other CPU-bound work on a render thread, with the same queueing.
   *
   * @param work blocking; ends by itself at about the deadline
   */
  public Future<RenderedPdf> run(ClientId client, Supplier<RenderedPdf> work) {
    return offer(client, new RenderTask(renderer -> work.get(), vertx.getOrCreateContext()));
  }

  private Future<RenderedPdf> offer(ClientId client, RenderTask call) {
    if (closing) {
      return Future.failedFuture(new IllegalStateException("The render workers are closing"));
    }
    return bench.offer(client, call)
        ? call.future()
        : Future.failedFuture(new IllegalStateException("The render bench is full"));
  }

  /**
   * Rejects new tasks and waits up to {@code bound} for running and queued tasks; the remaining
   * ones fail.
   */
  public Future<Void> close(Duration bound) {
    closing = true;
    Promise<Void> drained = Promise.promise();
    long endNanos = System.nanoTime() + bound.toNanos();
    vertx.setPeriodic(
        10,
        timer -> {
          if (isQuiet() || System.nanoTime() - endNanos >= 0) {
            vertx.cancelTimer(timer);
            drained.complete();
          }
        });
    return drained.future().compose(done -> undeployAll());
  }

  private boolean isQuiet() {
    return bench.isEmpty() && deployed.keySet().stream().noneMatch(RenderWorkerVerticle::isBusy);
  }

  private Future<Void> undeployAll() {
    vertx.cancelTimer(watch);
    bench.drain().forEach(call -> call.fail(new IllegalStateException("Closed before rendered")));
    List<Future<Void>> undeployed = new ArrayList<>();
    deployed.forEach(
        (worker, id) -> {
          // A busy worker is undeployed when its thread returns, if ever; closing does not wait for
          // it.
          if (worker.isBusy()) {
            worker.retire();
          } else {
            undeployed.add(vertx.undeploy(id));
          }
        });
    deployed.clear();
    return Future.all(undeployed).mapEmpty();
  }

  private Future<Void> deploy() {
    RenderWorkerVerticle worker = new RenderWorkerVerticle(renderer, bench);
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            // Each worker has its own pool, so that a lost thread affects no other worker.
            .setWorkerPoolName("render-" + named.incrementAndGet())
            .setWorkerPoolSize(1)
            .setMaxWorkerExecuteTime(lostAfter.toMillis())
            .setMaxWorkerExecuteTimeUnit(TimeUnit.MILLISECONDS);
    Context caller = vertx.getOrCreateContext();
    Promise<Void> started = Promise.promise();
    outside.runOnContext(
        now ->
            vertx
                .deployVerticle(worker, options)
                .onSuccess(id -> deployed.put(worker, id))
                .onComplete(
                    done -> caller.runOnContext(back -> started.complete(null, done.cause()))));
    return started.future();
  }

  private void watch() {
    for (RenderWorkerVerticle worker : deployed.keySet()) {
      if (worker.giveUpAfter(lostAfter) && deployed.remove(worker) != null) {
        LOG.warn("A render thread overran {} and is replaced", lostAfter);
        onReplaced.run();
        if (!closing) {
          deploy().onFailure(cause -> LOG.error("A render thread could not be replaced", cause));
        }
      }
    }
  }
}
