package dev.hookpress.api.feed;

import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The route of the feed of events. */
public final class FeedRoutes implements RouteGroup {
  private static final String EVENTS = "/v1/events";

  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final Dialect dialect = Dialects.ofApi();
  // Shared by all event loops, because the limit of those that wait applies to the node.
  private final FeedEndpoint events;

  public FeedRoutes(FeedEndpoint.Ports ports, RequestGuards.Ports access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
    this.events = new FeedEndpoint(dialect, ports, clock);
  }

  @Override
  public void addTo(Router router) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    guards.route(router, HttpMethod.GET, EVENTS).handler(guards.to(events));
  }
}
