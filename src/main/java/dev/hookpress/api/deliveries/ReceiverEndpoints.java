package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.EndpointView.Attempts;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.RegisteredEndpoint;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists, reinstates, pauses and resumes a client's endpoints. */
public final class ReceiverEndpoints {
  // The period that the counts of attempts cover.
  /** How far figures of attempts go back. */
  public static final Duration LOOKED_BACK = Duration.ofHours(24);

  private final Dialect dialect;
  private final EndpointBook endpoints;
  private final EndpointRegistry registry;
  private final BlockLookup blocks;
  private final InstantSource clock;

  public ReceiverEndpoints(
      Dialect dialect,
      EndpointBook endpoints,
      EndpointRegistry registry,
      BlockLookup blocks,
      InstantSource clock) {
    this.dialect = dialect;
    this.endpoints = endpoints;
    this.registry = registry;
    this.blocks = blocks;
    this.clock = clock;
  }

  /** {@code GET /v1/endpoints}. */
  public Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    Optional<EndpointKey> after = query.cursor(EndpointKey::parse);
    Optional<Problem> wrong = query.problem();
    if (wrong.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, wrong.get()));
    }
    Instant now = clock.instant();
    // The extra row tells whether there is a next page.
    return DependencyUnavailable.guard(
            endpoints.list(client.id(), after, limit + 1, now.minus(LOOKED_BACK), now))
        .compose(
            found ->
                registered(client)
                    .map(
                        known -> page(found, known, limit, blocks.blockedUntil(client.id(), now))));
  }

  /** {@code GET /v1/endpoints/{id}}. */
  public Future<Answer> read(RoutingContext request, Client client) {
    Optional<EndpointKey> key =
        EndpointKey.parse(request.pathParam("id")).filter(given -> given.value() > Long.MIN_VALUE);
    if (key.isEmpty()) {
      return Future.succeededFuture(unknown());
    }
    Instant now = clock.instant();
    Optional<EndpointKey> before = key.map(given -> new EndpointKey(given.value() - 1));
    return DependencyUnavailable.guard(
            endpoints.list(client.id(), before, 1, now.minus(LOOKED_BACK), now))
        .compose(
            found ->
                registered(client)
                    .map(
                        known ->
                            found.stream()
                                .filter(endpoint -> endpoint.key().equals(key.get()))
                                .findFirst()
                                .map(
                                    endpoint ->
                                        Answer.json(
                                            200,
                                            shown(
                                                endpoint,
                                                known,
                                                blocks.blockedUntil(client.id(), now))))
                                .orElseGet(this::unknown)));
  }

  private Future<Map<EndpointKey, RegisteredEndpoint>> registered(Client client) {
    return DependencyUnavailable.guard(registry.registered(client.id()))
        .map(
            all ->
                all.stream()
                    .collect(Collectors.toMap(RegisteredEndpoint::key, endpoint -> endpoint)));
  }

  /** {@code POST /v1/endpoints/{id}/reinstate}. */
  public Future<Answer> reinstate(RoutingContext request, Client client) {
    return act(request, key -> endpoints.reinstate(client.id(), key));
  }

  /** {@code POST /v1/endpoints/{id}/pause}. */
  public Future<Answer> pause(RoutingContext request, Client client) {
    return act(request, key -> endpoints.pause(client.id(), key, clock.instant()));
  }

  /** {@code POST /v1/endpoints/{id}/resume}. */
  public Future<Answer> resume(RoutingContext request, Client client) {
    return registered(client)
        .compose(
            known ->
                EndpointKey.parse(request.pathParam("id"))
                        .map(key -> known.get(key.ofCallbacks()))
                        .filter(endpoint -> !endpoint.enabled())
                        .isPresent()
                    ? Future.succeededFuture(
                        Answer.problem(
                            dialect,
                            Problem.of(
                                Type.ENDPOINT_DISABLED,
                                "Its registration is disabled: enable that instead.")))
                    : act(request, key -> endpoints.resume(client.id(), key)));
  }

  private Future<Answer> act(RoutingContext request, Function<EndpointKey, Future<Boolean>> act) {
    return EndpointKey.parse(request.pathParam("id"))
        .map(
            key ->
                DependencyUnavailable.guard(act.apply(key))
                    .<Answer>map(known -> known ? new Answer.NoContent() : unknown()))
        .orElseGet(() -> Future.succeededFuture(unknown()));
  }

  private Answer unknown() {
    return Answer.problem(
        dialect, Problem.of(Type.NOT_FOUND, "Nothing was ever sent to such an endpoint."));
  }

  private static Answer page(
      List<EndpointView> found,
      Map<EndpointKey, RegisteredEndpoint> registered,
      int limit,
      Optional<Instant> blockedUntil) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    found.stream()
        .limit(limit)
        .forEach(endpoint -> data.add(shown(endpoint, registered, blockedUntil)));
    page.put("next_cursor", found.size() > limit ? found.get(limit - 1).key().toString() : null);
    return Answer.json(200, page);
  }

  private static ObjectNode shown(
      EndpointView endpoint,
      Map<EndpointKey, RegisteredEndpoint> registered,
      Optional<Instant> blockedUntil) {
    ObjectNode shown = shown(endpoint, blockedUntil);
    Optional.ofNullable(registered.get(endpoint.key()))
        .ifPresent(known -> shown.set("registration", RegistrationEndpoints.shown(known)));
    return shown;
  }

  /**
   * An endpoint as its client sees it, without its registration.
   *
   * @param blockedUntil of the client
   */
  public static ObjectNode shown(EndpointView endpoint, Optional<Instant> blockedUntil) {
    ObjectNode shown = Json.object();
    shown.put("id", endpoint.key().toString());
    shown.put("endpoint", endpoint.url().orElse(endpoint.origin()));
    shown.put("origin", endpoint.origin());
    shown.put("kind", endpoint.url().isPresent() ? "url" : "origin");
    shown.put("operational_events", endpoint.key().operational());
    shown.put("own_signing_keys", endpoint.ownSigningKeys());
    Optional<EndpointView.Hold> hold = longest(endpoint.hold(), endpoint.originHold());
    Optional<Instant> pausedAt = endpoint.pausedAt().or(endpoint::originPausedAt);
    shown.put("status", status(endpoint, pausedAt.isPresent(), hold.isPresent()));
    pausedAt.ifPresent(at -> shown.put("paused_at", Timestamps.millis(at)));
    endpoint.goneAt().ifPresent(at -> shown.put("gone_at", Timestamps.millis(at)));
    hold.ifPresent(one -> shown.set("hold", shown(one)));
    waitsFor(endpoint, pausedAt.isPresent(), hold.isPresent(), blockedUntil.isPresent())
        .ifPresent(what -> shown.put("waits_for", what));
    endpoint
        .last()
        .ifPresent(
            last ->
                shown
                    .putObject("last_attempt")
                    .put("outcome", last.outcome())
                    .put("at", Timestamps.millis(last.at())));
    endpoint.inFlightLimit().ifPresent(limit -> shown.put("in_flight_limit", limit));
    Attempts attempts = endpoint.attempts();
    ObjectNode day = shown.putObject("last_24_hours");
    day.put("attempts", attempts.made());
    day.put("delivered", attempts.delivered());
    if (attempts.made() > 0) {
      double ratio = (double) attempts.delivered() / attempts.made();
      day.put("success_ratio", Math.round(ratio * 10_000) / 10_000.0);
    }
    attempts.meanLatencyMillis().ifPresent(mean -> day.put("mean_latency_ms", mean));
    attempts.longestLatencyMillis().ifPresent(max -> day.put("longest_latency_ms", max));
    return shown;
  }

  private static String status(EndpointView endpoint, boolean paused, boolean held) {
    if (endpoint.goneAt().isPresent()) {
      return "gone";
    }
    return paused ? "paused" : held ? "held" : "open";
  }

  private static Optional<EndpointView.Hold> longest(
      Optional<EndpointView.Hold> one, Optional<EndpointView.Hold> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(EndpointView.Hold::until));
  }

  /**
   * What delays a due notification: the client's block, a pause, a hold or a limit; empty if none
   * is due or the endpoint is gone.
   */
  private static Optional<String> waitsFor(
      EndpointView endpoint, boolean paused, boolean held, boolean blocked) {
    if (!endpoint.somethingDue() || endpoint.goneAt().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        blocked && !endpoint.key().operational()
            ? "block"
            : paused ? "pause" : held ? "hold" : "limit");
  }

  public static ObjectNode shown(EndpointView.Hold hold) {
    return Json.object().put("until", Timestamps.millis(hold.until())).put("reason", hold.reason());
  }
}
