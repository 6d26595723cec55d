package dev.hookpress.claim;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * A promise that is kept from any thread, and completes on the context of whoever asked for it.
 *
 * @param caller empty if it was no context; it then completes on the thread that keeps it
 */
public record CallerPromise<T>(Promise<T> promise, Optional<Context> caller) {
  /** A promise to the context that this is called on. */
  public static <T> CallerPromise<T> here() {
    return new CallerPromise<>(Promise.promise(), Optional.ofNullable(Vertx.currentContext()));
  }

  /** What the caller waits for. */
  public Future<T> future() {
    return promise.future();
  }

  /** Keeps it. */
  public void complete(T value) {
    onCaller(() -> promise.complete(value));
  }

  /** Breaks it. */
  public void fail(Throwable cause) {
    onCaller(() -> promise.fail(cause));
  }

  private void onCaller(Runnable step) {
    if (caller.isPresent() && caller.get() != Vertx.currentContext()) {
      caller.get().runOnContext(there -> step.run());
    } else {
      step.run();
    }
  }
}
