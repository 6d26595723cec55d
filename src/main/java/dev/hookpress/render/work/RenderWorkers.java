package dev.hookpress.render.work;

import dev.hookpress.job.ClientId;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.source.Sample;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a fixed number of render threads and replaces threads that hang. */
public final class RenderWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(RenderWorkers.class);

  private final Vertx vertx;
  private final DocumentRenderer renderer;
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
   * @param lostAfter the time after which the renderer does not return any more
   * @param benchCapacity maximum number of prepared documents that wait for a thread
   * @param onReplaced called on an event loop each time a thread is abandoned
   */
  public RenderWorkers(
      Vertx vertx,
      DocumentRenderer renderer,
      int threads,
      Duration lostAfter,
      int benchCapacity,
      Runnable onReplaced) {
    this.vertx = vertx;
    this.renderer = renderer;
    this.threads = threads;
    this.lostAfter = lostAfter;
    this.onReplaced = onReplaced;
    this.bench = new RenderTaskQueue(benchCapacity, threads, System::nanoTime);
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
  public Future<Void> warmUp(Instant now) {
    List<Future<Void>> warm = new ArrayList<>();
    for (RenderWorkerVerticle worker : deployed.keySet()) {
      Context caller = vertx.getOrCreateContext();
      warm.add(worker.run(new RenderTask(Sample.request(now, lostAfter), fault -> {}, caller)));
    }
    return Future.all(warm).mapEmpty();
  }

  /**
   * Renders a document when a thread is free, round-robin by client. Completes on the caller's
   * context. Fails if the queue is full, the workers are closing, or the renderer has a defect; the
   * document can then be rendered again.
   *
   * @param faults called on a worker thread when the layout engine fails through a defect of its
   *     own
   */
  public Future<RenderAnswer> render(
      ClientId client, RenderRequest request, Consumer<Throwable> faults) {
    if (closing) {
      return Future.failedFuture(new IllegalStateException("The render workers are closing"));
    }
    RenderTask task = new RenderTask(request, faults, vertx.getOrCreateContext());
    return bench.offer(client, task)
        ? task.future()
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
    // After the verticles: a process that is ended wakes the thread that waits for its answer.
    return Future.all(undeployed)
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      renderer.close();
                      return null;
                    },
                    false))
        .mapEmpty();
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
