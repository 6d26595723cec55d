package dev.hookpress.postgres.queue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Retries a write while Postgres is unavailable, so that finished work is recorded afterwards and
 * need not be repeated. The statement must be idempotent: the first try may have been committed and
 * its response lost.
 *
 * <p>Retries outlast the leases that the writes depend on. While Postgres is unavailable, no node
 * can claim the leased rows; afterwards the statement itself detects whether one has.
 */
final class RetryUntilAvailable<I, O> implements Function<List<I>, Future<List<O>>> {
  private static final Duration PAUSE = Duration.ofMillis(250);
  // Longer than a restart or a failover. A waiting write keeps its slot, so the number of waiting
  // writes is bounded.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final Function<List<I>, Future<List<O>>> write;

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
