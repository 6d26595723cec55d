package dev.hookpress.policy;

import inet.ipaddr.IPAddress;
import java.util.Optional;

/**
 * Where a URL leads, in one spelling.
 *
 * @param tls whether the scheme is {@code https}
 * @param host a name in ASCII, lower case, without a dot at the end; or an IP address in its
 *     canonical spelling, without brackets
 * @param port 1 to 65,535; the scheme's own if the URL names none
 * @param literal the host as an address, if it is one in whatever spelling
 */
public record EgressTarget(boolean tls, String host, int port, Optional<IPAddress> literal) {
  /** The value of the {@code Host} header (RFC 9110 §7.2): the scheme's own port is left out. */
  public String hostHeader() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }
}
