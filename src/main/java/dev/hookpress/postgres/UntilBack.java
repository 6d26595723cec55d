package dev.hookpress.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Repeats a write while Postgres is away, so that what was done meanwhile is recorded when it is
 * back and need not be done again. For statements that change nothing the second time: the first
 * may have been committed and its answer lost.
 */
final class UntilBack<I, O> implements Function<List<I>, Future<List<O>>> {
  private static final int PAUSE_MILLIS = 250;

  private final Vertx vertx;
  private final Duration patience;
  private final Function<List<I>, Future<List<O>>> write;

  /**
   * Wraps a write.
   *
   * @param patience how long to go on; less than the leases, after which others do the work again
   */
  UntilBack(Vertx vertx, Duration patience, Function<List<I>, Future<List<O>>> write) {
    this.vertx = vertx;
    this.patience = patience;
    this.write = write;
  }

  @Override
  public Future<List<O>> apply(List<I> items) {
    return attempt(items, System.nanoTime() + patience.toNanos());
  }

  private Future<List<O>> attempt(List<I> items, long endNanos) {
    return write
        .apply(items)
        .recover(
            cause -> {
              if (Batch.isTheDatas(cause) || System.nanoTime() - endNanos >= 0) {
                return Future.failedFuture(cause);
              }
              Promise<Void> pause = Promise.promise();
              vertx.setTimer(PAUSE_MILLIS, timer -> pause.complete());
              return pause.future().compose(over -> attempt(items, endNanos));
            });
  }
}
