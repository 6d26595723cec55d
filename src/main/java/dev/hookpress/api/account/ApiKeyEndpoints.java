package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.ApiKeys.Creation;
import dev.hookpress.api.account.ApiKeys.Revocation;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.Once;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.ApiKeyId;
import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Creates, lists and revokes a client's API keys. A key is shown only when it is created. */
public final class ApiKeyEndpoints {
  public static final String PATH = "/v1/client/keys";

  private final Dialect dialect;
  private final ApiKeys keys;
  private final Idempotency<ApiKeys> idempotency;
  private final InstantSource clock;

  public ApiKeyEndpoints(Dialect dialect, ApiKeys keys, Once<ApiKeys> once, InstantSource clock) {
    this.dialect = dialect;
    this.keys = keys;
    this.idempotency = new Idempotency<>(dialect, keys, once, clock);
    this.clock = clock;
  }

  /** {@code POST}: creates a key with at most the scopes of the key that asks. */
  public Future<Answer> create(RoutingContext request, Client client) {
    Instant now = now();
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) -> Optional.of(ApiKeyRequest.read(object, faults, client.scopes(), now)),
        asked ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(stores.create(client.id(), asked, now))
                        .map(this::created)));
  }

  /** {@code GET}: the valid keys, newest first. */
  public Future<Answer> list(RoutingContext request, Client client) {
    return DependencyUnavailable.guard(keys.valid(client.id(), now()))
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              found.forEach(key -> data.add(ApiKeyRequest.shown(key)));
              return Answer.json(200, list);
            });
  }

  /** {@code DELETE …/{id}}: revokes a key, but not the last one that can make others. */
  public Future<Answer> revoke(RoutingContext request, Client client) {
    Optional<ApiKeyId> id = NativeIds.apiKey(request.pathParam("id"));
    return id.isEmpty()
        ? Future.succeededFuture(revoked(Revocation.UNKNOWN))
        : DependencyUnavailable.guard(keys.revoke(client.id(), id.get(), false, now()))
            .map(this::revoked);
  }

  private Answer created(Creation creation) {
    if (creation instanceof Creation.Created created) {
      return Answer.json(201, Map.of(), Json.write(ApiKeyRequest.shown(created)));
    }
    return Answer.problem(
        dialect,
        creation instanceof Creation.Full
            ? Problem.of(
                Type.API_KEYS_FULL,
                "At most " + ApiKeys.MAX_VALID + " keys are valid at once; revoke some.")
            : Problem.of(Type.NOT_FOUND, "There is no such client."));
  }

  private Answer revoked(Revocation revocation) {
    return switch (revocation) {
      case REVOKED -> new Answer.NoContent();
      case LAST ->
          Answer.problem(
              dialect,
              Problem.of(
                  Type.API_KEY_LAST,
                  "Without it nobody could make another: create one that may manage keys and does"
                      + " not expire, and revoke this one with it."));
      case UNKNOWN ->
          Answer.problem(
              dialect, Problem.of(Type.NOT_FOUND, "This client has no such key that is valid."));
    };
  }

  /** The time in whole milliseconds, as responses show it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
