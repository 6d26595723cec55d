package dev.hookpress.outbound;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How connections are made and kept.
 *
 * @param poolPerOrigin connections in use at a time for one client to one origin, at least 1
 * @param maxWaitingPerOrigin requests of one client that may wait for one of them; beyond it they
 *     fail at once
 * @param connectTimeout for one TCP connection, and again for its TLS handshake
 * @param keepAlive how long an idle connection is kept for the next request; a receiver's shorter
 *     {@code Keep-Alive: timeout} wins
 * @param trusted certificates that are trusted beside the JDK's roots
 * @param proxy by which every connection is made
 */
public record OutboundOptions(
    int poolPerOrigin,
    int maxWaitingPerOrigin,
    Duration connectTimeout,
    Duration keepAlive,
    List<X509Certificate> trusted,
    Optional<EgressProxy> proxy) {

  /**
   * The usual: 5 s to connect leave time for a second address within a callback's deadline, and 15
   * s of keep-alive stay below what receivers commonly grant.
   */
  public OutboundOptions(
      int poolPerOrigin,
      int maxWaitingPerOrigin,
      List<X509Certificate> trusted,
      Optional<EgressProxy> proxy) {
    this(
        poolPerOrigin,
        maxWaitingPerOrigin,
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        trusted,
        proxy);
  }

  /** The usual, with the JDK's roots and without a proxy. */
  public OutboundOptions(int poolPerOrigin, int maxWaitingPerOrigin) {
    this(poolPerOrigin, maxWaitingPerOrigin, List.of(), Optional.empty());
  }
}
