package dev.hookpress.api;

import io.vertx.core.Future;

/** A port did not do its work, so the request cannot be answered now. Its cause is for the log. */
final class PortAway extends RuntimeException {
  private static final long serialVersionUID = 1;

  private PortAway(Throwable cause) {
    // No stack: it would show this line, once for every request while a server is away.
    super(cause.toString(), cause, false, false);
  }

  /** That this port did not do its work. */
  static PortAway of(Throwable cause) {
    return new PortAway(cause);
  }

  /** The port's own Future, whose failure becomes a 503. */
  static <T> Future<T> guard(Future<T> port) {
    return port.recover(cause -> Future.failedFuture(of(cause)));
  }
}
