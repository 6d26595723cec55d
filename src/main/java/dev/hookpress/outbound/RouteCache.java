package dev.hookpress.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.policy.EgressDecision;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressTarget;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Vets origins and caches the result, so that the next request to the same origin costs one map
 * access. Concurrent requests to an origin share one look-up.
 */
final class RouteCache {
  /** More origins than a node delivers to within {@link #KEPT}; a few hundred bytes each. */
  private static final int MAX_ORIGINS = 10_000;

  /** The JDK's default for caching a name: an endpoint that moves is followed soon. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  /** Addresses tried in sequence when connecting fails. */
  private static final int MAX_SERVERS = 3;

  private record Origin(String scheme, String authority) {}

  private final EgressPolicy policy;
  private final Resolver resolver;
  private final Cache<Origin, Future<Route>> routes =
      Caffeine.newBuilder().maximumSize(MAX_ORIGINS).expireAfterWrite(KEPT).build();

  RouteCache(EgressPolicy policy, Resolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  /** The route to the URL's origin. Never fails; may complete on any thread. */
  Future<Route> to(URI uri) {
    Origin origin = new Origin(uri.getScheme(), uri.getRawAuthority());
    Future<Route> known = routes.getIfPresent(origin);
    if (known != null) {
      return known;
    }
    Promise<Route> found = Promise.promise();
    Future<Route> raced = routes.asMap().putIfAbsent(origin, found.future());
    if (raced != null) {
      return raced;
    }
    find(uri)
        .onSuccess(
            route -> {
              if (route instanceof Route.Unknown) {
                routes.invalidate(origin); // Not cached: the next request looks the name up again.
              }
              found.complete(route);
            });
    return found.future();
  }

  private Future<Route> find(URI uri) {
    EgressDecision decision = policy.check(uri);
    if (decision instanceof EgressDecision.Refused refused) {
      return Future.succeededFuture(new Route.Closed(refused));
    }
    EgressTarget target = ((EgressDecision.Allowed) decision).target();
    if (target.literal().isPresent()) {
      // Already vetted as spelled: an InetAddress loses an IPv4-mapped form.
      InetAddress address = target.literal().get().toInetAddress();
      return Future.succeededFuture(open(target, List.of(address)));
    }
    return Future.succeededFuture(target.host())
        .compose(resolver::resolve)
        .otherwise(List.<InetAddress>of())
        .map(addresses -> vetted(target, addresses));
  }

  private Route vetted(EgressTarget target, List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return new Route.Unknown(target.host());
    }
    return policy.check(target, addresses) instanceof EgressDecision.Refused refused
        ? new Route.Closed(refused)
        : open(target, addresses);
  }

  private static Route open(EgressTarget target, List<InetAddress> addresses) {
    // IPv4 first: without an IPv6 route, connecting would fail only by timeout.
    List<SocketAddress> servers =
        addresses.stream()
            .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
            .limit(MAX_SERVERS)
            .map(address -> server(address, target.port()))
            .toList();
    return new Route.Open(target, target.hostHeader(), servers);
  }

  /** Drops the name of the address, so that connecting does not look it up again. */
  private static SocketAddress server(InetAddress address, int port) {
    try {
      InetAddress nameless = InetAddress.getByAddress(address.getAddress());
      return SocketAddress.inetSocketAddress(port, nameless.getHostAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of odd length", e);
    }
  }
}
