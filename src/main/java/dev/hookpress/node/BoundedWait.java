package dev.hookpress.node;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Blocks a plain thread, within a bound, until a Future completes on an event loop. */
final class BoundedWait {
  private BoundedWait() {}

  /**
   * Returns the Future's value.
   *
   * @param what named in the message, such as {@code "Postgres"}
   * @throws StartFailure if the Future fails or takes longer than {@code bound}
   */
  static <T> T forStart(String what, Future<T> future, Duration bound) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StartFailure(what + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new StartFailure(what + ": no answer within " + bound.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure(what + ": interrupted", e);
    }
  }
}
