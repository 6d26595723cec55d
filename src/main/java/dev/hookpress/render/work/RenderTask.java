package dev.hookpress.render.work;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Prepared;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * One render task. The first of result, defect and timeout completes it, on the caller's context.
 */
final class RenderTask {
  private final Function<PdfRenderer, RenderedPdf> work;
  private final Context caller;
  private final Promise<RenderedPdf> promise = Promise.promise();

  RenderTask(Prepared prepared, RenderOptions options, Context caller) {
    this(renderer -> renderer.render(prepared, options), caller);
  }

  /**
   * Creates a task.
   *
   * @param work blocking; ends by itself at about the deadline, as rendering does
   */
  RenderTask(Function<PdfRenderer, RenderedPdf> work, Context caller) {
    this.work = work;
    this.caller = caller;
  }

  Future<RenderedPdf> future() {
    return promise.future();
  }

  /** Runs the task on a worker thread. Blocking. */
  void run(PdfRenderer renderer) {
    try {
      end(work.apply(renderer));
    } catch (Throwable defect) {
      fail(defect);
      throw defect;
    }
  }

  void end(RenderedPdf result) {
    caller.runOnContext(now -> promise.tryComplete(result));
  }

  /** Completes the task with a timeout; a later result of its thread is ignored. */
  void giveUp() {
    end(
        new RenderedPdf.Rejected(
            FailureCode.RENDER_TIMEOUT, "Rendering did not end in time and was given up"));
  }

  void fail(Throwable defect) {
    caller.runOnContext(now -> promise.tryFail(defect));
  }
}
