package dev.hookpress.render;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Serializes the rendering of documents that a node held when it died. One of them may have crashed
 * it, so they are rendered one at a time: if this node dies too, only one of them had been begun.
 * The queue is bounded by the number of slots of a node. Confined to one event loop.
 */
final class CrashSuspects {
  private Future<?> last = Future.succeededFuture();

  /** Runs the work after all work before it has ended, successfully or not. */
  <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> mine = last.transform(done -> work.get());
    last = mine;
    return mine;
  }
}
