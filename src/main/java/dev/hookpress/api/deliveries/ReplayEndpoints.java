package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.deliveries.ReplayBook.Start;
import dev.hookpress.api.deliveries.ReplayView.Matched;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.ReplayId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts, shows and cancels replays. */
public final class ReplayEndpoints {
  private final Dialect dialect;
  private final ReplayBook replays;
  private final Idempotency<ReplayBook> idempotency;
  private final InstantSource clock;

  public ReplayEndpoints(
      Dialect dialect, ReplayBook replays, Once<ReplayBook> once, InstantSource clock) {
    this.dialect = dialect;
    this.idempotency = new Idempotency<>(dialect, replays, once, clock);
    this.replays = replays;
    this.clock = clock;
  }

  /** {@code POST /v1/replays}. */
  public Future<Answer> start(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) -> Optional.of(ReplayRequest.read(object, faults, clock.instant())),
        replay ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(
                            stores.start(
                                client.id(),
                                replay.filter(),
                                replay.perSecond(),
                                replay.dryRun(),
                                clock.instant()))
                        .map(this::started)));
  }

  /** {@code GET /v1/replays}: newest first. */
  public Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    Optional<ReplayId> before = query.cursor(NativeIds::replay);
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    // The extra row tells whether there is a next page.
    return DependencyUnavailable.guard(replays.replays(client.id(), before, limit + 1))
        .map(found -> Answer.json(200, page(found, limit)));
  }

  /** {@code GET /v1/replays/{id}}. */
  public Future<Answer> read(RoutingContext request, Client client) {
    Optional<ReplayId> id = NativeIds.replay(request.pathParam("id"));
    return id.isEmpty() ? Future.succeededFuture(unknown()) : shown(client.id(), id.get());
  }

  /** {@code DELETE /v1/replays/{id}}. */
  public Future<Answer> cancel(RoutingContext request, Client client) {
    Optional<ReplayId> id = NativeIds.replay(request.pathParam("id"));
    if (id.isEmpty()) {
      return Future.succeededFuture(unknown());
    }
    return DependencyUnavailable.guard(replays.cancel(client.id(), id.get(), clock.instant()))
        .compose(
            cancellation ->
                switch (cancellation) {
                  case CANCELED -> shown(client.id(), id.get());
                  case UNKNOWN -> Future.succeededFuture(unknown());
                  case ENDED ->
                      Future.succeededFuture(
                          refused(Type.REPLAY_ENDED, "A replay that has ended stays as it is."));
                });
  }

  private Answer started(Start start) {
    if (start instanceof Start.Started started) {
      return Answer.json(202, view(started.replay()));
    }
    if (start instanceof Start.DryRun dry) {
      ObjectNode answer = Json.object().put("dry_run", true);
      put(answer, dry.matched());
      return Answer.json(200, answer);
    }
    if (start instanceof Start.TooMany many) {
      return refused(
          Type.TOO_MANY_REPLAYS,
          "At most " + many.max() + " of a client's replays run at a time; cancel one, or wait.");
    }
    return Answer.problem(
        dialect,
        Problem.of(
            Type.RATE_LIMITED,
            "Another replay of this client is being counted, which takes a moment."),
        Map.of("Retry-After", "1"));
  }

  private Future<Answer> shown(ClientId client, ReplayId id) {
    return DependencyUnavailable.guard(replays.replay(client, id))
        .map(found -> found.map(one -> Answer.json(200, view(one))).orElseGet(this::unknown));
  }

  private static ObjectNode page(List<ReplayView> found, int limit) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    List<ReplayView> shown = found.subList(0, Math.min(limit, found.size()));
    shown.forEach(replay -> data.add(view(replay)));
    boolean more = found.size() > limit;
    page.put("next_cursor", more ? NativeIds.shown(shown.get(limit - 1).id()) : null);
    return page;
  }

  /** Shows a replay. */
  public static ObjectNode view(ReplayView replay) {
    ObjectNode shown = Json.object();
    shown.put("id", NativeIds.shown(replay.id()));
    shown.put("status", replay.state().label());
    shown.put("created_at", Timestamps.millis(replay.createdAt()));
    replay.endedAt().ifPresent(at -> shown.put("ended_at", Timestamps.millis(at)));
    put(shown, replay.matched());
    shown.put("queued", replay.queued());
    shown.put("reached", Timestamps.millis(replay.reached()));
    shown.put("rate_per_second", replay.perSecond());
    ReplayFilter filter = replay.filter();
    ObjectNode asked = shown.putObject("filter");
    asked.put("from", Timestamps.millis(filter.from()));
    asked.put("to", Timestamps.millis(filter.to()));
    ArrayNode states = asked.putArray("states");
    filter.states().forEach(state -> states.add(state.label()));
    filter.dialect().ifPresent(dialect -> asked.put("dialect", dialect.label()));
    filter.origin().ifPresent(origin -> asked.put("endpoint", origin));
    filter.endpoint().ifPresent(key -> asked.put("endpoint_id", key.toString()));
    filter.job().ifPresent(job -> asked.put("job_id", NativeIds.shown(job)));
    filter.event().ifPresent(event -> asked.put("event", event));
    filter.outcome().ifPresent(outcome -> asked.put("outcome", outcome.label()));
    shown.putObject("links").put("self", "/v1/replays/" + NativeIds.shown(replay.id()));
    return shown;
  }

  private static void put(ObjectNode shown, Matched matched) {
    shown.put("matched", matched.count());
    shown.put("matched_exactly", matched.exactly());
  }

  private Answer unknown() {
    return refused(Type.NOT_FOUND, "This client has no such replay.");
  }

  private Answer refused(Type type, String detail) {
    return Answer.problem(dialect, Problem.of(type, detail));
  }
}
