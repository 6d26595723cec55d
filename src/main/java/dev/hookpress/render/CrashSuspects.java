package dev.hookpress.render;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Documents that a node had in hand when it died. It may have died of one of them, so they are
 * rendered one at a time: when this node dies too, only one of them had been begun. As many wait as
 * a node may have in hand, at most. Confined to one event loop.
 */
final class CrashSuspects {
  private Future<?> last = Future.succeededFuture();

  /** Does it when those before it have ended, however they did. */
  <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> mine = last.transform(done -> work.get());
    last = mine;
    return mine;
  }
}
