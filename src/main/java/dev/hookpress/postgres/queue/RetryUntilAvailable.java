package dev.hookpress.postgres.queue;

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
 *
 * <p>It goes on for longer than the leases that the writes act under. While Postgres is away,
 * nobody can claim what they hold; when it is back, the statement itself finds out whether somebody
 * has.
 */
final class RetryUntilAvailable<I, O> implements Function<List<I>, Future<List<O>>> {
  private static final Duration PAUSE = Duration.ofMillis(250);
  // A restart or a failover is over by then. What waits keeps its slot, so that no more can come.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Function<List<I>, Future<List<O>>> write;

  /** Wraps a write. */
  RetryUntilAvailable(Vertx vertx, Function<List<I>, Future<List<O>>> write) {
    this.vertx = vertx;
    this.write = write;
  }

  @Override
  public Future<List<O>> apply(List<I> items) {
    return attempt(items, System.nanoTime() + PATIENCE.toNanos());
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
              vertx.setTimer(PAUSE.toMillis(), timer -> pause.complete());
              return pause.future().compose(over -> attempt(items, endNanos));
            });
  }
}
