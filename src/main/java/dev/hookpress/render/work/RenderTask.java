package dev.hookpress.render.work;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.document.DocumentRenderer;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.RenderRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * One render task. The first of result, defect and timeout completes it, on the caller's context.
 */
final class RenderTask {
  private final RenderRequest request;
  private final Consumer<Throwable> faults;
  private final Context caller;
  private volatile boolean timedOut;
  private final Promise<RenderAnswer> promise = Promise.promise();

  /**
   * Creates a task.
   *
   * @param faults receives failures of the layout engine, on the thread that runs the task
   */
  RenderTask(RenderRequest request, Consumer<Throwable> faults, Context caller) {
    this.request = request;
    this.faults = faults;
    this.caller = caller;
  }

  Future<RenderAnswer> future() {
    return promise.future();
  }

  /** Runs the task on a worker thread. Blocking. */
  void run(DocumentRenderer renderer) {
    try {
      end(renderer.render(request, faults));
    } catch (Throwable defect) {
      fail(defect);
      throw defect;
    }
  }

  /** Whether the document has run into its deadline. */
  boolean timedOut() {
    return timedOut;
  }

  private void end(RenderAnswer result) {
    timedOut =
        result instanceof RenderAnswer.Finished finished
            && finished.pdf() instanceof RenderedPdf.Rejected rejected
            && rejected.code() == FailureCode.RENDER_TIMEOUT;
    caller.runOnContext(now -> promise.tryComplete(result));
  }

  /** Completes the task with a timeout; a later result of its thread is ignored. */
  void giveUp() {
    end(
        new RenderAnswer.Finished(
            new RenderedPdf.Rejected(
                FailureCode.RENDER_TIMEOUT, "Rendering did not end in time and was given up")));
  }

  void fail(Throwable defect) {
    caller.runOnContext(now -> promise.tryFail(defect));
  }
}
