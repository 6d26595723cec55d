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
   * @param body at most {@link OutboundRequest#maxAnswerBytes()}
   * @param truncated whether there was more
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
   * @param address the IP address that was tried; empty if none was found
   */
  record Failed(Kind kind, String message, String address, Duration took)
      implements ExchangeResult {}

  /** What went wrong on the way. */
  enum Kind {
    TIMEOUT,
    DNS_FAILED,
    CONNECT_FAILED,
    TLS_FAILED,
    /** Our own fault: the pool's wait queue is full, or a defect. */
    INTERNAL
  }
}
