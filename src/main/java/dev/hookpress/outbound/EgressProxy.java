package dev.hookpress.outbound;

import java.util.Optional;

/**
 * The operator's HTTP proxy, through which every connection is made with CONNECT. Names are still
 * resolved and vetted here: the proxy receives addresses.
 *
 * @param login user name and password, if it requires them
 */
public record EgressProxy(String host, int port, Optional<Login> login) {
  /** The proxy's credentials. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
