package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.SigningSecrets.Ending;
import dev.hookpress.api.account.SigningSecrets.Listed;
import dev.hookpress.api.account.SigningSecrets.Rotation;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.Once;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.Client;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.EndpointUrl;
import dev.hookpress.job.SigningKeyId;
import dev.hookpress.signing.SigningScheme;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Rotates, lists and ends the signing keys of a client and of its URLs. A secret is shown only when
 * it is created.
 */
public final class SigningSecretEndpoints {
  public static final String PATH = "/v1/client/signing-secrets";

  // One week: a receiver that still uses the old key by then has overlooked the rotation.
  private static final int MAX_OVERLAP_SECONDS = 7 * 24 * 60 * 60;
  private static final int USUAL_OVERLAP_SECONDS = 24 * 60 * 60;

  private final Dialect dialect;
  private final SigningSecrets secrets;
  private final Idempotency<SigningSecrets> idempotency;
  private final TargetCheck targets;
  private final InstantSource clock;

  public SigningSecretEndpoints(
      Dialect dialect,
      SigningSecrets secrets,
      Once<SigningSecrets> once,
      TargetCheck targets,
      InstantSource clock) {
    this.dialect = dialect;
    this.idempotency = new Idempotency<>(dialect, secrets, once, clock);
    this.secrets = secrets;
    this.targets = targets;
    this.clock = clock;
  }

  private record RotationRequest(Optional<URI> url, SigningScheme scheme, Duration overlap) {}

  /** {@code POST}: creates a key, for the client or one URL, and makes it the current one. */
  public Future<Answer> rotate(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        this::rotationRequest,
        asked ->
            idempotency.answer(
                request,
                client,
                stores ->
                    DependencyUnavailable.guard(
                            stores.rotate(
                                client.id(), asked.url(), asked.scheme(), asked.overlap(), now()))
                        .map(rotation -> rotated(rotation, asked.url()))));
  }

  /** {@code GET}: the valid keys of the client or of one endpoint, newest first. */
  public Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    Optional<EndpointKey> endpoint =
        query.read("endpoint", "Must be the id of an endpoint, once.", EndpointKey::parse);
    Optional<Problem> wrong = query.problem();
    if (wrong.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, wrong.get()));
    }
    return DependencyUnavailable.guard(secrets.valid(client.id(), endpoint, now()))
        .map(
            found -> {
              ObjectNode list = Json.object();
              ArrayNode data = list.putArray("data");
              found.forEach(key -> data.add(shown(key)));
              return Answer.json(200, list);
            });
  }

  /** {@code DELETE …/{id}}: ends a key now, unless it is the client's only current one. */
  public Future<Answer> end(RoutingContext request, Client client) {
    Optional<SigningKeyId> id = NativeIds.signingKey(request.pathParam("id"));
    return id.isEmpty()
        ? Future.succeededFuture(ended(Ending.UNKNOWN))
        : DependencyUnavailable.guard(secrets.end(client.id(), id.get(), now())).map(this::ended);
  }

  private Optional<RotationRequest> rotationRequest(StrictObject object, Faults faults) {
    Optional<URI> url =
        object
            .value("url")
            .flatMap(value -> new UrlRules(targets, faults).read(value, object.pointerTo("url")));
    String scheme = object.word("scheme", SigningScheme.LABELS).orElse(SigningScheme.V1.label());
    int overlap =
        object.integer("overlap_seconds", 0, MAX_OVERLAP_SECONDS).orElse(USUAL_OVERLAP_SECONDS);
    return SigningScheme.ofLabel(scheme)
        .map(known -> new RotationRequest(url, known, Duration.ofSeconds(overlap)));
  }

  private Answer rotated(Rotation rotation, Optional<URI> url) {
    if (!(rotation instanceof Rotation.Rotated made)) {
      return Answer.problem(
          dialect,
          Problem.of(
              Type.SIGNING_KEYS_FULL,
              rotation instanceof Rotation.Full
                  ? "At most "
                      + SigningSecrets.MAX_VALID
                      + " keys are valid at once; end some, or wait until they expire."
                  : "There are too many endpoints for another with keys of its own; those without"
                      + " are forgotten some time after their last attempt."));
    }
    ObjectNode shown = shown(made.id(), made.scheme(), made.createdAt());
    shown.put(made.scheme() == SigningScheme.V1 ? "secret" : "public_key", made.revealed());
    url.map(EndpointUrl::new)
        .ifPresent(
            endpoint -> {
              EndpointKey key = EndpointKey.of(endpoint.normalized(), false);
              shown.put("endpoint", key.toString()).put("url", endpoint.masked());
            });
    return Answer.json(201, Map.of(), Json.write(shown));
  }

  private Answer ended(Ending ending) {
    return switch (ending) {
      case ENDED -> new Answer.NoContent();
      case CURRENT ->
          Answer.problem(
              dialect,
              Problem.of(
                  Type.SIGNING_KEY_CURRENT,
                  "It is the only current key. Rotate, with overlap_seconds 0 to end it at once."));
      case UNKNOWN ->
          Answer.problem(
              dialect, Problem.of(Type.NOT_FOUND, "This client has no such key that is valid."));
    };
  }

  private static ObjectNode shown(Listed key) {
    ObjectNode shown = shown(key.id(), key.scheme(), key.createdAt());
    key.expiresAt().ifPresent(end -> shown.put("expires_at", Timestamps.millis(end)));
    key.publicKey().ifPresent(text -> shown.put("public_key", text));
    return shown;
  }

  private static ObjectNode shown(SigningKeyId id, SigningScheme scheme, Instant createdAt) {
    return Json.object()
        .put("id", NativeIds.shown(id))
        .put("scheme", scheme.label())
        .put("created_at", Timestamps.millis(createdAt));
  }

  /** The time in whole milliseconds, as responses show it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
