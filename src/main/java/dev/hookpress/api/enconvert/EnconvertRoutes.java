package dev.hookpress.api.enconvert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.enconvert.EnconvertDialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The routes of Enconvert's format by which its command line logs in and monitors ask. There are no
 * plans, and no keys for browsers.
 */
public final class EnconvertRoutes implements RouteGroup {
  private static final String PLAN = "self-hosted";

  private final Dialect dialect = Dialects.of(EnconvertDialect.NAME);
  private final RequestGuards guards;
  private final HealthEndpoint health;

  public EnconvertRoutes(
      RequestGuards.Ports access, InstantSource clock, Supplier<Future<NodeHealth>> node) {
    this.guards = new RequestGuards(dialect, access, clock);
    this.health = new HealthEndpoint(node, clock);
  }

  @Override
  public void addTo(Router router) {
    add(router, "/v1/whoami", (request, client) -> answer(who(client)));
    add(router, "/v1/auth/verify", (request, client) -> answer(verified(client)));
    AnswerWriter writer = new AnswerWriter(dialect);
    router.get("/health").handler(request -> writer.send(request, health.answer()));
  }

  private void add(Router router, String path, RouteAction action) {
    router
        .route(HttpMethod.GET, path)
        .handler(request -> AnswerWriter.speak(request, dialect))
        .handler(guards::authenticate)
        .handler(guards.to(action));
  }

  private static Future<Answer> answer(ObjectNode body) {
    return Future.succeededFuture(Answer.json(200, body));
  }

  private static ObjectNode who(Client client) {
    return Json.object().put("project_id", client.id().toString()).put("plan_slug", PLAN);
  }

  /** Empty lists: a key is not limited to pages or routes. */
  private static ObjectNode verified(Client client) {
    ObjectNode verified = Json.object();
    verified.put("authenticated", true);
    verified.put("project_id", client.id().toString());
    verified.put("tier", PLAN);
    verified.put("key_type", "private");
    verified.putArray("allowed_domains");
    verified.putArray("allowed_endpoints");
    return verified;
  }
}
