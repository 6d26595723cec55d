package dev.hookpress.api.http;

import io.vertx.ext.web.Router;

/**
 * Adds the routes of one resource. One instance serves all event loops; {@link #addTo} creates what
 * each event loop needs for itself.
 */
public interface RouteGroup {
  /** Adds the handlers that prepare the response and must run before every route. */
  default void addFirst(Router router) {}

  /** Adds the routes to the router of one event loop. */
  void addTo(Router router);
}
