package dev.hookpress.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;

/**
 * The result of a request to an external server. Expected failures are values; a failed Future is a
 * bug.
 */
public sealed interface ExchangeResult {
  /** The duration of the exchange, from the call to its end. */
  Duration took();

  /**
   * A response arrived, of any status.
   *
   * @param finalUri the URL that answered, after redirects
   * @param body at most what {@link OutboundRequest#wanted()} asks for
   * @param truncated whether the body was, or would have been, longer
   * @param address the IP address of the connection
   * @param took from the call to the end of the body
   */
  record Answered(
      int status,
      MultiMap headers,
      Buffer body,
      boolean truncated,
      URI finalUri,
      String address,
      Duration took)
      implements ExchangeResult {}

  /**
   * The egress policy forbids the target; nothing was sent.
   *
   * @param rule the rule's short name, from a closed set
   * @param message what was refused and why
   */
  record Refused(String rule, String message, Duration took) implements ExchangeResult {}

  /**
   * The target could not be reached, or did not answer in time.
   *
   * @param message contains nothing that the peer or a library said
   * @param address the IP address that was tried; empty if none was found
   * @param stale whether a reused connection broke before any byte of a response: most likely the
   *     receiver had closed it, and the caller should retry once, immediately, on a new connection.
   *     Only for requests that are not idempotent; others have been retried already
   */
  record Failed(Kind kind, String message, String address, Duration took, boolean stale)
      implements ExchangeResult {

    /** A failure that is not due to a stale connection. */
    public Failed(Kind kind, String message, String address, Duration took) {
      this(kind, message, address, took, false);
    }
  }

  /** The kind of failure. */
  enum Kind {
    TIMEOUT,
    DNS_FAILED,
    CONNECT_FAILED,
    TLS_FAILED,
    /** The request was sent but no valid response came: it may have been received. */
    CONNECTION_LOST,
    /** A failure on Hookpress's side: too many requests wait, the proxy refuses, or a defect. */
    INTERNAL
  }
}
