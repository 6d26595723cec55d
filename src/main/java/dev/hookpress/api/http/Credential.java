package dev.hookpress.api.http;

import dev.hookpress.job.Client;
import dev.hookpress.job.KeyScope;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a request shows to say who sends it: an API key, or the cookie of a console session.
 *
 * @param keyDigest SHA-256 of the API key in hex
 * @param session empty for a key
 */
record Credential(String keyDigest, Optional<Session> session) {
  private static final String BEARER = "bearer ";

  /** Reads the credential of a request. A key prevails over a cookie. */
  static Optional<Credential> of(HttpServerRequest request, Sessions sessions, Instant now) {
    Optional<String> key = key(request);
    if (key.isPresent()) {
      return Optional.of(new Credential(Clients.digest(key.get()), Optional.empty()));
    }
    return Optional.ofNullable(request.getCookie(Sessions.COOKIE))
        .map(Cookie::getValue)
        .flatMap(sessions::open)
        .filter(session -> session.endsAt().isAfter(now))
        .map(session -> new Credential(session.keyDigest(), Optional.of(session)));
  }

  /** Whether the request brings an API key, even one that is not known. */
  static boolean given(HttpServerRequest request) {
    return key(request).isPresent();
  }

  /**
   * Whether another site may have made a browser send this: a cookie goes along unasked, so a
   * request that changes something needs the console's header too.
   */
  boolean forged(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return session.isPresent()
        && request.method() != HttpMethod.GET
        && request.method() != HttpMethod.HEAD
        && (request.getHeader(Sessions.HEADER) == null
            || site != null && !site.equals("same-origin"));
  }

  /** The client within the session's scopes; empty if the session is another client's. */
  Optional<Client> restricted(Client client) {
    if (session.isEmpty()) {
      return Optional.of(client);
    }
    if (!session.get().client().equals(client.id())) {
      return Optional.empty();
    }
    Set<KeyScope> scopes = EnumSet.noneOf(KeyScope.class);
    scopes.addAll(client.scopes());
    scopes.retainAll(session.get().scopes());
    return Optional.of(
        new Client(
            client.id(),
            client.name(),
            client.requestsPerSecond(),
            client.maxPendingJobs(),
            Set.copyOf(scopes)));
  }

  /** The session that a request has; of a key, one without an end. */
  Session session(Client client) {
    return session.orElseGet(
        () -> new Session(client.id(), keyDigest, client.scopes(), Optional.empty(), Instant.MAX));
  }

  private static Optional<String> key(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    String bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? authorization.substring(BEARER.length()).strip()
            : "";
    // Programs and proxies send an empty Authorization, or one of their own, beside the key.
    String key = bearer.isEmpty() ? request.getHeader("X-API-Key") : bearer;
    return Optional.ofNullable(key).filter(RequestGuards::mayBeKey);
  }
}
