package dev.hookpress.outbound;

import dev.hookpress.policy.EgressDecision;
import dev.hookpress.policy.EgressTarget;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/** What is known of the way to an origin. */
sealed interface Route {
  /**
   * The origin may be reached at these addresses, and at no others.
   *
   * @param servers vetted, at least one, in the order in which they are to be tried
   */
  record Open(EgressTarget target, String hostHeader, List<SocketAddress> servers)
      implements Route {}

  /** The egress policy forbids the origin. */
  record Closed(EgressDecision.Refused refused) implements Route {}

  /** The origin's name has no address. */
  record Unknown(String host) implements Route {}
}
