package dev.hookpress.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** How one request on one connection ended. */
sealed interface RoundTrip {
  /**
   * A final response came.
   *
   * @param body as much of it as was asked for and came
   * @param truncated whether the body had more than that
   * @param reusable whether the connection may carry another request: the response was whole,
   *     nothing followed it, and both sides keep the connection
   */
  record Responded(int status, MultiMap headers, Buffer body, boolean truncated, boolean reusable)
      implements RoundTrip {}

  /**
   * No response, or none that is of use. The connection is closed.
   *
   * @param begun whether the response had begun: a valid status line, or a byte before the end
   */
  record Broken(Reason reason, boolean begun) implements RoundTrip {}

  /** Why there is no response. */
  enum Reason {
    /** The connection had been closed before the request could be written. */
    NOT_SENT,
    /** Closed or reset. */
    CLOSED,
    /** The deadline passed. */
    EXPIRED,
    /** What came is no HTTP/1.1 response. */
    NOT_HTTP,
    /** A status line of another version of HTTP. */
    OTHER_VERSION,
    /** The head is longer than what is read of one. */
    HEAD_TOO_LARGE,
    /** One interim response after the other, and no final one. */
    ENDLESS_INTERIM
  }
}
