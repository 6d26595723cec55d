package dev.hookpress.policy;

import inet.ipaddr.IPAddress;
import java.util.Optional;

/**
 * The normalized scheme, host and port of a URL.
 *
 * @param tls whether the scheme is {@code https}
 * @param host a lower-case ASCII name without a trailing dot, or an IP address in canonical form
 *     without brackets
 * @param port 1 to 65,535; the scheme's default if the URL has none
 * @param literal the host as an address, if it is an address in any spelling
 */
public record EgressTarget(boolean tls, String host, int port, Optional<IPAddress> literal) {
  /** The value of the {@code Host} header (RFC 9110 §7.2): the scheme's default port is omitted. */
  public String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }
}
