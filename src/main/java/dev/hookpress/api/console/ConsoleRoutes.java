package dev.hookpress.api.console;

import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;

/** The routes of the tenants' console. */
public final class ConsoleRoutes implements RouteGroup {
  // A link of 4,096 characters and its quotes.
  private static final int MAX_BODY_BYTES = 8 * 1024;

  private static final List<String> MODULES =
      List.of(
          "tenant.js",
          "core.js",
          "parts.js",
          "overview.js",
          "jobs.js",
          "notifications.js",
          "verify.js",
          "endpoints.js",
          "replays.js",
          "templates.js",
          "diff.js",
          "settings.js",
          "playground.js");

  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final ConsoleFiles files = new ConsoleFiles(ConsoleFiles.HOME, "Hookpress", MODULES);

  /** What sessions and links are made of. */
  public record Ports(
      SealedSessions sessions,
      ConsoleAddress address,
      Once<ConsoleAddress> once,
      ConsoleLinks links) {}

  public ConsoleRoutes(Ports ports, RequestGuards.Ports access, InstantSource clock) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public void addTo(Router router) {
    files.addTo(router);
    Dialect dialect = Dialects.ofApi();
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    AnswerWriter writer = new AnswerWriter(dialect);
    SessionEndpoints sessions =
        new SessionEndpoints(
            dialect,
            ports.sessions(),
            new Idempotency<>(dialect, ports.address(), ports.once(), clock),
            ports.address().secure(),
            ports.links(),
            access.clients(),
            clock);
    router
        .post(SessionEndpoints.SESSION)
        .handler(guards::requireJson)
        .handler(RequestGuards.readForm(MAX_BODY_BYTES))
        .handler(request -> writer.send(request, sessions.begin(request)));
    router
        .delete(SessionEndpoints.SESSION)
        .handler(request -> writer.send(request, sessions.end()));
    guards
        .route(router, HttpMethod.GET, SessionEndpoints.SESSION)
        .handler(guards.to(sessions::show));
    guards.json(
        guards.route(router, HttpMethod.POST, SessionEndpoints.LINKS),
        MAX_BODY_BYTES,
        sessions::link);
  }
}
