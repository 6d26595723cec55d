package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.EndpointRegistry.Registration;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.Once;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Registers, changes and removes endpoints. Header values and secrets are never shown again. */
public final class RegistrationEndpoints {
  private final Dialect dialect;
  private final EndpointRegistry registry;
  private final Idempotency<EndpointRegistry> idempotency;
  private final TargetCheck targets;
  private final InstantSource clock;

  RegistrationEndpoints(
      Dialect dialect,
      EndpointRegistry registry,
      Once<EndpointRegistry> once,
      TargetCheck targets,
      InstantSource clock) {
    this.dialect = dialect;
    this.registry = registry;
    this.idempotency = new Idempotency<>(dialect, registry, once, clock);
    this.targets = targets;
    this.clock = clock;
  }

  /** {@code POST /v1/endpoints}. */
  Future<Answer> register(RoutingContext request, Client client) {
    Instant now = now();
    return JsonBody.answerReadByWorker(
        request,
        dialect,
        (object, faults) -> EndpointRequest.registration(object, targets, faults, now),
        endpoint ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(stores.register(client.id(), endpoint, now))
                        .map(registration -> registered(endpoint, registration))));
  }

  private Answer registered(RegisteredEndpoint endpoint, Registration registration) {
    if (registration instanceof Registration.Registered registered) {
      ObjectNode shown = identified(endpoint);
      registered.secret().ifPresent(secret -> shown.put("secret", secret));
      return Answer.json(201, Map.of(), Json.write(shown));
    }
    if (registration instanceof Registration.Taken) {
      return Answer.problem(
          dialect,
          Problem.of(
              Type.ENDPOINT_REGISTERED,
              "This URL is registered already, as " + endpoint.key() + ". Change that one."));
    }
    return Answer.problem(
        dialect,
        Problem.of(
            Type.ENDPOINTS_FULL,
            registration instanceof Registration.Full
                ? "At most "
                    + EndpointRegistry.MAX_REGISTERED
                    + " endpoints may be registered; remove some."
                : "There are too many endpoints for another that has its own limits; those that"
                    + " nothing is sent to are forgotten after some days."));
  }

  /** {@code PATCH /v1/endpoints/{id}}. */
  Future<Answer> change(RoutingContext request, Client client) {
    return JsonBody.answerReadByWorker(
        request,
        dialect,
        (object, faults) -> Optional.of(EndpointRequest.change(object, targets, faults)),
        change ->
            withKey(
                request,
                key ->
                    DependencyUnavailable.guard(
                        registry
                            .change(client.id(), key, was -> changed(was, change), now())
                            .map(
                                changed ->
                                    changed
                                        .map(is -> Answer.json(200, identified(is)))
                                        .orElseGet(this::unknown))
                            .recover(this::refused))));
  }

  private static RegisteredEndpoint changed(RegisteredEndpoint was, EndpointRequest change) {
    if (change.unprotected(was.target().url())) {
      throw new Unprotected();
    }
    return change.applied(was);
  }

  private Future<Answer> refused(Throwable failure) {
    if (!(failure instanceof Unprotected)) {
      return Future.failedFuture(failure);
    }
    Faults faults = new Faults();
    faults.add("/auth", EndpointRequest.NEEDS_TLS);
    return Future.succeededFuture(Answer.problem(dialect, faults.problem()));
  }

  /** A change to a certificate of an endpoint without TLS, which nothing is written of. */
  private static final class Unprotected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unprotected() {
      super(EndpointRequest.NEEDS_TLS, null, false, false);
    }
  }

  /** {@code DELETE /v1/endpoints/{id}}. */
  Future<Answer> remove(RoutingContext request, Client client) {
    return withKey(
        request,
        key ->
            DependencyUnavailable.guard(registry.remove(client.id(), key, now()))
                .map(removed -> removed ? new Answer.NoContent() : unknown()));
  }

  private Future<Answer> withKey(
      RoutingContext request, Function<EndpointKey, Future<Answer>> action) {
    return EndpointKey.parse(request.pathParam("id"))
        .map(action)
        .orElseGet(() -> Future.succeededFuture(unknown()));
  }

  private Answer unknown() {
    return Answer.problem(
        dialect, Problem.of(Type.NOT_FOUND, "This client has registered no such endpoint."));
  }

  private static ObjectNode identified(RegisteredEndpoint endpoint) {
    ObjectNode shown = Json.object();
    shown.put("id", endpoint.key().toString());
    shown.put("endpoint", endpoint.target().shown());
    shown.set("registration", shown(endpoint));
    return shown;
  }

  /** What a client sees of a registration: no header values and no secrets. */
  static ObjectNode shown(RegisteredEndpoint endpoint) {
    ObjectNode shown = Json.object();
    shown.put("name", endpoint.name());
    var headers = shown.putArray("headers");
    endpoint.target().headers().keySet().forEach(headers::add);
    shown.put(
        "format",
        endpoint.target().format().map(DialectName::label).orElse(EndpointRequest.AS_THE_JOB));
    if (!endpoint.jobFormats().isEmpty()) {
      var formats = shown.putArray("job_formats");
      endpoint.jobFormats().forEach(format -> formats.add(format.label()));
    }
    shown.put("all_jobs", endpoint.allJobs());
    var events = shown.putArray("events");
    endpoint.events().stream().sorted().forEach(events::add);
    endpoint.perSecond().ifPresent(rate -> shown.put("rate_per_second", rate));
    endpoint.auth().ifPresent(auth -> shown.set("auth", EndpointAuthJson.shown(auth)));
    shown.put("enabled", endpoint.enabled());
    shown.put("created_at", Timestamps.millis(endpoint.createdAt()));
    return shown;
  }

  /** The time in whole milliseconds, as responses show it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
