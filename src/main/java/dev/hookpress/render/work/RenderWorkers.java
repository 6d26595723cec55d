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

/** Keeps as many rendering threads as asked for, and replaces those that do not come back. */
public final class RenderWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(RenderWorkers.class);

  /** Layout ends itself at the deadline; whoever needs twice as long is beyond reach. */
  private static final int LOST_AFTER_DEADLINES = 2;

  private final Vertx vertx;
  private final PdfRenderer renderer;
  private final int threads;
  private final Duration lostAfter;
  private final Runnable onReplaced;
  private final RenderTaskQueue bench;

  // Vert.x undeploys what a verticle has deployed before it stops the verticle itself. Deployed
  // from
  // here, the workers belong to none, and are there for the last documents of a drain.
  private final Context outside;

  private final Map<RenderWorkerVerticle, String> deployed = new ConcurrentHashMap<>();
  private final AtomicInteger named = new AtomicInteger();
  private volatile boolean closing;
  private volatile long watch = -1;

  /**
   * Makes them; on a thread that is no verticle's.
   *
   * @param deadline of one rendering, as the renderer has it
   * @param benchCapacity how many prepared documents may wait for a thread
   * @param onReplaced told each time a thread is given up; called on an event loop
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

  /** Deploys the workers. Call it on the event loop that is to watch over them. */
  public Future<Void> start() {
    List<Future<Void>> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      started.add(deploy());
    }
    // Often enough that a lost thread is missed for a small part of its deadline only.
    long periodMillis = Math.max(10, Math.min(1_000, lostAfter.toMillis() / 10));
    watch = vertx.setPeriodic(periodMillis, now -> watch());
    return Future.all(started).mapEmpty();
  }

  /** Renders a small page on each thread; the first rendering of a process takes a second. */
  public Future<Void> warmUp() {
    List<Future<Void>> warm = new ArrayList<>();
    for (RenderWorkerVerticle worker : deployed.keySet()) {
      Context caller = vertx.getOrCreateContext();
      warm.add(worker.run(new RenderTask(Sample.prepared(), Sample.OPTIONS, caller)));
    }
    return Future.all(warm).mapEmpty();
  }

  /**
   * Renders when a thread is free and it is the client's turn. Completes on the caller's context;
   * fails if the bench is full, if the workers are closing, or through a defect: the document is
   * then as unrendered as before.
   */
  public Future<RenderedPdf> render(ClientId client, Prepared prepared, RenderOptions options) {
    return render(client, prepared, options, fault -> {});
  }

  /**
   * The same.
   *
   * @param faults told, on a worker's thread, when the layout engine fails through a defect of its
   *     own
   */
  public Future<RenderedPdf> render(
      ClientId client, Prepared prepared, RenderOptions options, Consumer<Throwable> faults) {
    Context caller = vertx.getOrCreateContext();
    return offer(
        client, new RenderTask(renderer -> renderer.render(prepared, options, faults), caller));
  }

  /**
   * The same for other work of a renderer's kind.
   *
   * @param work blocking; ends itself at about the deadline
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
   * Takes no more, waits for what is under way and what waits, at most for {@code bound}, and then
   * leaves the rest: those calls fail.
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
          // A busy one is undeployed when its thread comes back, if ever: not waited for.
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
            // A pool of its own, so that a lost thread takes nothing else with it.
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
