package dev.hookpress.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;

/** How a request to a stranger ended. Expected failures are values; a failed Future is a bug. */
public sealed interface ExchangeResult {
  /** How long it took, from the call to its end. */
  Duration took();

  /**
   * An answer arrived, of whatever status.
   *
   * @param finalUri where it came from, after redirects
   * @param body at most what {@link OutboundRequest#wanted()} asks for
   * @param truncated whether there was more, or would have been
   * @param address the IP address that was connected to
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
   * @param message what was refused and why, in plain words
   */
  record Refused(String rule, String message, Duration took) implements ExchangeResult {}

  /**
   * The target could not be reached, or did not answer in time.
   *
   * @param message in plain words: holds nothing of what the other side or a library said
   * @param address the IP address that was tried; empty if none was found
   * @param stale whether the connection had been used before and broke before any byte of an
   *     answer: most likely the receiver had given it up, and one more try at once, on a new
   *     connection, is due. Only for requests that are not idempotent; others have been tried again
   */
  record Failed(Kind kind, String message, String address, Duration took, boolean stale)
      implements ExchangeResult {

    /** A failure that is no stale connection's. */
    public Failed(Kind kind, String message, String address, Duration took) {
      this(kind, message, address, took, false);
    }
  }

  /** What went wrong on the way. */
  enum Kind {
    TIMEOUT,
    DNS_FAILED,
    CONNECT_FAILED,
    TLS_FAILED,
    /** The request was sent, and no valid answer came: it may have been received. */
    CONNECTION_LOST,
    /** Our own fault: too many requests wait, the proxy does not serve us, or a defect. */
    INTERNAL
  }
}
