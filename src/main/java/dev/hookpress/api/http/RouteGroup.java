package dev.hookpress.api.http;

import io.vertx.ext.web.Router;

/**
 * The routes of one resource. One instance serves all event loops; what an event loop needs for
 * itself is made by {@link #addTo}.
 */
public interface RouteGroup {
  /** Adds what must come before every route: handlers that prepare the answer. */
  default void addFirst(Router router) {}

  /** Adds the routes to the router of one event loop. */
  void addTo(Router router);
}
