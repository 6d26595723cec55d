package dev.hookpress.api.jobs;

import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.job.Client;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Replaces the registered endpoints that a job names by what is registered, before the job is
 * accepted. Costs one lookup, and none for jobs that name no endpoint.
 */
final class EndpointChoice {
  private final NamedEndpoints endpoints;

  EndpointChoice(NamedEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** Returns the request with webhooks, or a refusal if the client lacks one of the endpoints. */
  Future<Decoded> settled(Client client, Decoded.Request wanted) {
    if (wanted.targets().stream().noneMatch(Target.Named.class::isInstance)) {
      return Future.succeededFuture(wanted);
    }
    return DependencyUnavailable.guard(endpoints.registered(client.id()))
        .map(
            all ->
                settled(
                    wanted,
                    all.stream()
                        .collect(Collectors.toMap(RegisteredEndpoint::key, known -> known))));
  }

  private static Decoded settled(
      Decoded.Request wanted, Map<EndpointKey, RegisteredEndpoint> known) {
    Faults faults = new Faults();
    List<Target> targets = new ArrayList<>();
    for (Target target : wanted.targets()) {
      if (!(target instanceof Target.Named named)) {
        targets.add(target);
        continue;
      }
      RegisteredEndpoint endpoint = known.get(named.endpoint());
      if (endpoint == null) {
        faults.add(named.pointer(), "You have registered no such endpoint.");
      } else if (!endpoint.enabled()) {
        faults.add(named.pointer(), "This endpoint is disabled: enable it, or name another.");
      } else {
        targets.add(endpoint.target());
      }
    }
    return faults.none() ? wanted.withTargets(targets) : new Decoded.Refused(faults.problem());
  }
}
