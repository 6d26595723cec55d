package dev.hookpress.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** The result of one request on one connection. */
sealed interface RoundTrip {
  /**
   * A final response arrived.
   *
   * @param body what was read of it, at most as much as requested
   * @param truncated whether the body is longer
   * @param reusable whether the connection may carry another request: the response was complete,
   *     nothing followed it, and both sides keep the connection
   */
  record Responded(int status, MultiMap headers, Buffer body, boolean truncated, boolean reusable)
      implements RoundTrip {}

  /**
   * No usable response arrived. The connection is closed.
   *
   * @param begun whether the response had begun: a valid status line, or a byte before the end
   */
  record Broken(Reason reason, boolean begun) implements RoundTrip {}

  /** Why there is no response. */
  enum Reason {
    /** The connection was closed before the request could be written. */
    NOT_SENT,
    /** Closed or reset by the peer. */
    CLOSED,
    /**
     * The receiver ended TLS with an alert before any byte of a response: with TLS 1.3, the refusal
     * of a client certificate, which arrives after the handshake.
     */
    TLS_ALERT,
    /** The deadline passed. */
    EXPIRED,
    /** The bytes received are not an HTTP/1.1 response. */
    NOT_HTTP,
    /** The status line is of another version of HTTP. */
    OTHER_VERSION,
    /** The head exceeds the size limit. */
    HEAD_TOO_LARGE,
    /** Too many interim responses, and no final one. */
    ENDLESS_INTERIM
  }
}
