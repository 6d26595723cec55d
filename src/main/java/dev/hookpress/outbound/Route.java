package dev.hookpress.outbound;

import dev.hookpress.policy.EgressDecision;
import dev.hookpress.policy.EgressTarget;
import io.vertx.core.net.SocketAddress;
import java.util.List;

/** The vetted result of looking up an origin. */
sealed interface Route {
  /**
   * The origin may be reached at these addresses only.
   *
   * @param servers vetted, at least one, in the order of attempts
   */
  record Open(EgressTarget target, String hostHeader, List<SocketAddress> servers)
      implements Route {}

  /** The egress policy forbids the origin. */
  record Closed(EgressDecision.Refused refused) implements Route {}

  /** The origin's name has no address. */
  record Unknown(String host) implements Route {}
}
