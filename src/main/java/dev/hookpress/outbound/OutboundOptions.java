package dev.hookpress.outbound;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of connections and their pool.
 *
 * @param poolPerOrigin connections in use at a time per client and origin, at least 1
 * @param maxWaitingPerOrigin requests of one client that may wait for a connection to one origin;
 *     more fail immediately
 * @param connectTimeout for one TCP connection, and again for its TLS handshake
 * @param keepAlive how long an idle connection is kept; a shorter {@code Keep-Alive: timeout} of
 *     the receiver wins
 * @param trusted certificates trusted beside the JDK's roots
 * @param proxy for every connection
 */
public record OutboundOptions(
    int poolPerOrigin,
    int maxWaitingPerOrigin,
    Duration connectTimeout,
    Duration keepAlive,
    List<X509Certificate> trusted,
    Optional<EgressProxy> proxy) {

  /**
   * The defaults: 5 s to connect leave time for a second address within a callback's deadline, and
   * 15 s of keep-alive stay below what receivers commonly grant.
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

  /** The defaults, with the JDK's roots and without a proxy. */
  public OutboundOptions(int poolPerOrigin, int maxWaitingPerOrigin) {
    this(poolPerOrigin, maxWaitingPerOrigin, List.of(), Optional.empty());
  }
}
