package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What one route does for a client that has shown its key. */
@FunctionalInterface
public interface RouteAction {
  /** Completes with the answer; fails with {@link DependencyUnavailable} or through a defect. */
  Future<Answer> answer(RoutingContext request, Client client);
}
