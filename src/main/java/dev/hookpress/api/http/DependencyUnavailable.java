package dev.hookpress.api.http;

import io.vertx.core.Future;

/** A port did not do its work, so the request cannot be answered now. Its cause is for the log. */
public final class DependencyUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DependencyUnavailable(Throwable cause) {
    // No stack: it would show this line, once for every request while a server is away.
    super(cause.toString(), cause, false, false);
  }

  /** That this port did not do its work. */
  public static DependencyUnavailable of(Throwable cause) {
    return new DependencyUnavailable(cause);
  }

  /** The port's own Future, whose failure becomes a 503. */
  public static <T> Future<T> guard(Future<T> port) {
    return port.recover(cause -> Future.failedFuture(of(cause)));
  }
}
