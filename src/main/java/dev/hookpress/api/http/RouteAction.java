package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The action of a route for an authenticated client. */
@FunctionalInterface
public interface RouteAction {
  /** Completes with the answer; fails with {@link DependencyUnavailable} or because of a defect. */
  Future<Answer> answer(RoutingContext request, Client client);
}
