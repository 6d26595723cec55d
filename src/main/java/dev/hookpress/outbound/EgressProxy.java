package dev.hookpress.outbound;

import java.util.Optional;

/**
 * The operator's HTTP proxy, by whose CONNECT every connection is made. Names are still looked up
 * and vetted here: the proxy is given addresses.
 *
 * @param login user name and password, if it asks for them
 */
public record EgressProxy(String host, int port, Optional<Login> login) {
  /** What the proxy asks for. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
