package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.Client;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Manages the address to which a client wants mails about endpoints that fail. */
public final class AlertAddressEndpoints {
  public static final String PATH = "/v1/client/alert-email";

  private final Dialect dialect;
  private final AlertAddress addresses;
  private final TargetCheck targets;

  public AlertAddressEndpoints(Dialect dialect, AlertAddress addresses, TargetCheck targets) {
    this.dialect = dialect;
    this.addresses = addresses;
    this.targets = targets;
  }

  /** {@code PUT}: stores or replaces the address. */
  public Future<Answer> put(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) ->
            object
                .requiredValue("address")
                .flatMap(
                    value ->
                        new UrlRules(targets, faults).email(value, object.pointerTo("address"))),
        address ->
            DependencyUnavailable.guard(addresses.put(client.id(), Optional.of(address)))
                .map(stored -> Answer.json(200, shown(address))));
  }

  /** {@code GET}: the address. */
  public Future<Answer> get(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(addresses.get(client.id()))
        .map(
            found ->
                Answer.found(
                    dialect,
                    found.map(AlertAddressEndpoints::shown),
                    "This client wants no mails about its endpoints."));
  }

  /** {@code DELETE}: succeeds even if there is no address. */
  public Future<Answer> remove(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(addresses.put(client.id(), Optional.empty()))
        .map(gone -> new Answer.NoContent());
  }

  private static ObjectNode shown(Target.Email address) {
    return Json.object().put("address", address.address());
  }
}
