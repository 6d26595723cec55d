package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.Client;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Manages a client's target for operational events. URL and header values are never shown. */
public final class EventsEndpoints {
  public static final String PATH = "/v1/client/events";

  private final Dialect dialect;
  private final EventsTarget eventsTarget;
  private final TargetCheck targets;

  public EventsEndpoints(Dialect dialect, EventsTarget eventsTarget, TargetCheck targets) {
    this.dialect = dialect;
    this.eventsTarget = eventsTarget;
    this.targets = targets;
  }

  /** {@code PUT}: stores or replaces the target. */
  public Future<Answer> put(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) -> TestCallbackEndpoint.target(object, faults, targets),
        target ->
            DependencyUnavailable.guard(eventsTarget.put(client.id(), target))
                .map(stored -> Answer.json(200, shown(target))));
  }

  /** {@code GET}: the origin and header names of the target. */
  public Future<Answer> get(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(eventsTarget.get(client.id()))
        .map(
            found ->
                Answer.found(
                    dialect,
                    found.map(EventsEndpoints::shown),
                    "This client has no events target."));
  }

  /** {@code DELETE}: succeeds even if there is no target. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(eventsTarget.remove(client.id()))
        .map(gone -> new Answer.NoContent());
  }

  private static ObjectNode shown(Target.Webhook target) {
    ObjectNode shown = Json.object().put("target", target.origin());
    ArrayNode headers = shown.putArray("headers");
    target.headers().keySet().forEach(headers::add);
    target.format().ifPresent(format -> shown.put("format", format.label()));
    return shown;
  }
}
