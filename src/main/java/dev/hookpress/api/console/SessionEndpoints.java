package dev.hookpress.api.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.ApiKeyRequest;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.Clients;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.Idempotency;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.Session;
import dev.hookpress.api.http.Sessions;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.Client;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Begins, shows and ends sessions of the console, and makes links that begin one. */
final class SessionEndpoints {
  static final String SESSION = "/v1/console/session";
  static final String LINKS = "/v1/client/console-links";

  private static final Duration LINK_SESSION = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int MAX_SECRET_CHARACTERS = 4096;

  private static final Map<String, String> CHALLENGE =
      Map.of("WWW-Authenticate", "Bearer realm=\"hookpress\", error=\"invalid_token\"");

  private final Dialect dialect;
  private final SealedSessions sessions;
  private final Idempotency<ConsoleAddress> idempotency;
  private final boolean secure;
  private final ConsoleLinks links;
  private final Clients clients;
  private final InstantSource clock;

  /**
   * @param idempotency performs requests for links
   * @param secure whether browsers reach the API by https
   */
  SessionEndpoints(
      Dialect dialect,
      SealedSessions sessions,
      Idempotency<ConsoleAddress> idempotency,
      boolean secure,
      ConsoleLinks links,
      Clients clients,
      InstantSource clock) {
    this.dialect = dialect;
    this.sessions = sessions;
    this.idempotency = idempotency;
    this.secure = secure;
    this.links = links;
    this.clients = clients;
    this.clock = clock;
  }

  /** {@code POST /v1/client/console-links}: a link for one use. */
  Future<Answer> link(RoutingContext request, Client client) {
    Instant now = now();
    Session own = RequestGuards.session(request);
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) -> Optional.of(ApiKeyRequest.read(object, faults, client.scopes(), now)),
        asked -> {
          Instant ends = asked.expiresAt().orElse(now.plus(LINK_SESSION));
          Instant latest = now.plus(LONGEST);
          Instant bound = own.endsAt().isBefore(latest) ? own.endsAt() : latest;
          Session session =
              new Session(
                  client.id(),
                  own.keyDigest(),
                  asked.scopes(),
                  asked.name(),
                  ends.isBefore(bound) ? ends : bound);
          return idempotency.answer(
              request,
              client,
              address ->
                  Future.succeededFuture(
                      Answer.json(
                          201,
                          shown(session, client)
                              .put("url", address.link(session, now))
                              .put(
                                  "use_before",
                                  Timestamps.millis(now.plus(ConsoleAddress.USABLE))))));
        });
  }

  /** {@code GET}: what this session, or this key, may do. */
  Future<Answer> show(RoutingContext request, Client client) {
    return Future.succeededFuture(Answer.json(200, shown(RequestGuards.session(request), client)));
  }

  /** {@code DELETE}: makes the browser forget the cookie. */
  Answer end() {
    return new Answer.NoContent(Map.of("Set-Cookie", cookie("", Duration.ZERO)));
  }

  /** {@code POST}: exchanges an API key or a link for a cookie. */
  Future<Answer> begin(RoutingContext request) {
    if (request.request().getHeader(Sessions.HEADER) == null) {
      return Future.succeededFuture(
          Answer.problem(dialect, Problem.of(Type.CROSS_SITE, "Send " + Sessions.HEADER + ": 1.")));
    }
    Json.Read json =
        Json.read(
            request.body().buffer() == null ? new byte[0] : request.body().buffer().getBytes());
    if (json instanceof Json.Read.Malformed malformed) {
      return Future.succeededFuture(Answer.problem(dialect, malformed.problem()));
    }
    Faults faults = new Faults();
    Optional<StrictObject> object = StrictObject.of(((Json.Read.Tree) json).root(), "", faults);
    Optional<String> key = object.flatMap(o -> o.text("api_key", MAX_SECRET_CHARACTERS));
    Optional<String> link = object.flatMap(o -> o.text("link", MAX_SECRET_CHARACTERS));
    object.ifPresent(StrictObject::end);
    if (faults.none() && key.isPresent() == link.isPresent()) {
      faults.add("", "Must have either api_key or link.");
    }
    if (!faults.none()) {
      return Future.succeededFuture(Answer.problem(dialect, faults.problem()));
    }
    Instant now = now();
    return key.isPresent() ? byKey(key.get(), now) : byLink(link.get(), now);
  }

  private Future<Answer> byKey(String key, Instant now) {
    String digest = Clients.digest(key);
    return client(digest)
        .map(
            found ->
                found
                    .map(
                        client ->
                            begun(
                                new Session(
                                    client.id(),
                                    digest,
                                    client.scopes(),
                                    Optional.empty(),
                                    now.plus(ConsoleAddress.KEY_SESSION)),
                                client,
                                now))
                    .orElseGet(
                        () ->
                            Answer.problem(
                                dialect,
                                Problem.of(
                                    Type.UNAUTHENTICATED,
                                    "The API key is not known, or it is revoked, expired or"
                                        + " disabled."),
                                CHALLENGE)));
  }

  private Future<Answer> byLink(String text, Instant now) {
    Optional<SealedSessions.Link> link =
        sessions
            .link(text)
            .filter(one -> one.useBefore().isAfter(now) && one.session().endsAt().isAfter(now));
    if (link.isEmpty()) {
      return Future.succeededFuture(refused());
    }
    Session session = link.get().session();
    return DependencyUnavailable.guard(
            links.use(session.client(), link.get().id(), link.get().useBefore(), now))
        .compose(
            first -> first ? client(session.keyDigest()) : Future.succeededFuture(Optional.empty()))
        .map(client -> client.map(found -> begun(session, found, now)).orElseGet(this::refused));
  }

  private Future<Optional<Client>> client(String digest) {
    return DependencyUnavailable.guard(clients.byKeyDigest(digest));
  }

  private Answer begun(Session session, Client client, Instant now) {
    String cookie = cookie(sessions.seal(session), Duration.between(now, session.endsAt()));
    return Answer.json(200, Map.of("Set-Cookie", cookie), Json.write(shown(session, client)));
  }

  private Answer refused() {
    return Answer.problem(
        dialect,
        Problem.of(Type.LINK_REFUSED, "It has been used or has expired; ask for a new link."));
  }

  private String cookie(String value, Duration life) {
    return Sessions.COOKIE
        + "="
        + value
        + "; Path=/v1; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }

  private static ObjectNode shown(Session session, Client client) {
    ObjectNode shown = Json.object();
    shown.putObject("client").put("id", client.id().toString()).put("name", client.name());
    session.name().ifPresent(name -> shown.put("name", name));
    ArrayNode scopes = shown.putArray("scopes");
    session.scopes().stream().sorted().forEach(scope -> scopes.add(scope.label()));
    if (session.endsAt().isBefore(Instant.MAX)) {
      shown.put("expires_at", Timestamps.millis(session.endsAt()));
    }
    return shown;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
