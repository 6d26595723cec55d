package dev.hookpress.outbound;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Looks up names. */
public interface Resolver {
  /**
   * All addresses of a name, IPv4 and IPv6; an empty list if it has none or the look-up fails. May
   * complete on any thread.
   *
   * @param host a name in ASCII, never an IP address
   */
  Future<List<InetAddress>> resolve(String host);
}
