package dev.hookpress.api.http;

import io.vertx.core.Future;

/** Reports that a port failed, so the request cannot be answered now. The cause is for the log. */
public final class DependencyUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DependencyUnavailable(Throwable cause) {
    // No stack trace: it would only repeat this line for every request during an outage.
    super(cause.toString(), cause, false, false);
  }

  /** Wraps a port's failure. */
  public static DependencyUnavailable of(Throwable cause) {
    return new DependencyUnavailable(cause);
  }

  /** Wraps a failure of the port's Future, so that it is answered with 503. */
  public static <T> Future<T> guard(Future<T> port) {
    return port.recover(cause -> Future.failedFuture(of(cause)));
  }
}
