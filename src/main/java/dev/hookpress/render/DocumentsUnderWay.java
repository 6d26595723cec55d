package dev.hookpress.render;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * The documents that a verticle has begun and not ended: those that have a render slot, and those
 * that have given it up to wait for a browser. Used on the verticle's event loop alone.
 */
final class DocumentsUnderWay {
  private final DocumentRun documentRun;
  private final Consumer<Throwable> onFailure;
  private int count;
  private Promise<Void> idle = Promise.promise();

  DocumentsUnderWay(DocumentRun documentRun, Consumer<Throwable> onFailure) {
    this.documentRun = documentRun;
    this.onFailure = onFailure;
  }

  /**
   * Runs a document; completes when it needs its render slot no longer. A failure after that is
   * passed to {@code onFailure}.
   */
  Future<Void> run(ClaimedDocument document) {
    Promise<Void> slot = Promise.promise();
    count++;
    Future.succeededFuture()
        .compose(begin -> documentRun.run(document, slot::tryComplete))
        .onComplete(
            end -> {
              if (end.failed() && !slot.tryFail(end.cause())) {
                onFailure.accept(end.cause());
              }
              slot.tryComplete();
              ended();
            });
    return slot.future();
  }

  private void ended() {
    count--;
    if (count == 0) {
      Promise<Void> waited = idle;
      idle = Promise.promise();
      waited.complete();
    }
  }

  /** Completes when no document is under way. */
  Future<Void> idle() {
    return count == 0 ? Future.succeededFuture() : idle.future();
  }
}
