package dev.hookpress.outbound;

import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How the door connects.
 *
 * @param poolPerOrigin connections kept to one origin, at least 1
 * @param maxWaitingPerOrigin requests that may wait for one of them, those included for which one
 *     is being opened; beyond it they fail at once
 * @param connectTimeout for one TCP connection, and again for its TLS handshake
 * @param keepAlive how long an idle connection is kept for the next request; a receiver's shorter
 *     {@code Keep-Alive: timeout} wins
 * @param trust whose certificates are trusted; empty: the JDK's roots
 */
public record OutboundOptions(
    int poolPerOrigin,
    int maxWaitingPerOrigin,
    Duration connectTimeout,
    Duration keepAlive,
    Optional<TrustOptions> trust) {

  /**
   * The usual: 5 s to connect leave time for a second address within a callback's deadline, and 15
   * s of keep-alive stay below what receivers commonly grant.
   */
  public OutboundOptions(int poolPerOrigin, int maxWaitingPerOrigin) {
    this(
        poolPerOrigin,
        maxWaitingPerOrigin,
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Optional.empty());
  }
}
