package dev.hookpress.deliver.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointAuth.OAuth2;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.ExchangeResult.Answered;
import dev.hookpress.outbound.ExchangeResult.Failed;
import dev.hookpress.outbound.ExchangeResult.Refused;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fetches access tokens by the grant of client credentials (RFC 6749, section 4.4) and keeps them
 * until shortly before they expire. One fetch for an endpoint is in flight at a time, which all
 * that need the token share. Confined to one event loop.
 */
public final class AccessTokens {
  /** Within the shortest deadline of an attempt, which fetching is part of. */
  static final Duration FETCH_TIME = Duration.ofSeconds(5);

  // Tokens have one or two kilobytes; receivers seldom take heads of more than eight.
  private static final int MAX_ANSWER_BYTES = 65_536;
  private static final int MAX_TOKEN_CHARACTERS = 8_192;

  // More endpoints than a node sends to within the life of a token.
  private static final int MAX_KEPT = 10_000;

  // Where the server does not say how long a token is valid, and at most.
  private static final Duration UNSAID = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(1);

  // A token that expires on its way is refused: it is renewed at nine tenths of its life.
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** The error codes of RFC 6749, section 5.2: nothing else of an answer is shown. */
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope");

  /** The result of asking for a token. */
  public sealed interface Result {
    /** A token that is valid still. */
    record Had(String token) implements Result {
      @Override
      public String toString() {
        return "Had";
      }
    }

    /**
     * There is none.
     *
     * @param detail a sentence that names the cause, without secrets
     * @param rule the rule for outgoing requests that forbids the token URL, if that is the cause
     */
    record Missing(String detail, Optional<String> rule) implements Result {}
  }

  private record Key(Endpoint endpoint, OAuth2 auth) {}

  private static final class Kept {
    private Future<Result> result = Future.failedFuture("not asked yet");
    private Instant until = Instant.MAX;
  }

  private final OutboundClient client;
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param client vets the token URL like every other
   */
  public AccessTokens(OutboundClient client) {
    this.client = client;
  }

  /** The endpoint's token: as kept, or fetched. Never fails. */
  public Future<Result> of(Endpoint endpoint, OAuth2 auth, Instant now) {
    Key key = new Key(endpoint, auth);
    Kept known = kept.get(key);
    if (known != null && known.until.isAfter(now)) {
      return known.result;
    }
    Kept fetched = new Kept();
    kept.put(key, fetched);
    if (kept.size() > MAX_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    fetched.result =
        client
            .send(request(endpoint, auth))
            .map(exchange -> read(exchange, fetched, now))
            .otherwise(defect -> missing("it could not be asked for."))
            .onSuccess(
                result -> {
                  if (result instanceof Result.Missing) {
                    kept.remove(key, fetched);
                  }
                });
    return fetched.result;
  }

  /** Forgets a token that the receiver has not accepted, so that the next one is fetched. */
  public void refused(Endpoint endpoint, OAuth2 auth, String token) {
    Key key = new Key(endpoint, auth);
    Kept known = kept.get(key);
    // Another attempt may have renewed it since.
    if (known != null
        && known.result.succeeded()
        && known.result.result() instanceof Result.Had had
        && had.token().equals(token)) {
      kept.remove(key);
    }
  }

  private static OutboundRequest request(Endpoint endpoint, OAuth2 auth) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    auth.scope().ifPresent(scope -> form.put("scope", scope));
    auth.audience().ifPresent(audience -> form.put("audience", audience));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("accept", "application/json");
    headers.put("accept-encoding", "identity");
    if (auth.credentialsInBody()) {
      form.put("client_id", auth.clientId());
      form.put("client_secret", auth.clientSecret());
    } else {
      // Both are encoded as form fields first: RFC 6749, section 2.3.1.
      String pair = encoded(auth.clientId()) + ":" + encoded(auth.clientSecret());
      headers.put(
          "authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return new OutboundRequest(
        endpoint.client(),
        HttpMethod.POST,
        auth.tokenUrl(),
        headers,
        Buffer.buffer(body),
        FETCH_TIME,
        ResponseBody.needed(MAX_ANSWER_BYTES),
        0);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Result read(ExchangeResult exchange, Kept kept, Instant askedAt) {
    if (exchange instanceof Refused refused) {
      return new Result.Missing(
          "The access token could not be had: " + refused.message() + ".",
          Optional.of(refused.rule()));
    }
    if (exchange instanceof Failed failed) {
      return missing(failed.message() + ".");
    }
    Answered answered = (Answered) exchange;
    Optional<JsonNode> json = json(answered);
    if (answered.status() / 100 != 2) {
      String code =
          json.map(body -> body.path("error").asText())
              .filter(ERRORS::contains)
              .map(error -> " (" + error + ")")
              .orElse("");
      return missing("the token URL answered with status " + answered.status() + code + ".");
    }
    String token = json.map(body -> body.path("access_token").asText()).orElse("");
    if (!valid(token)) {
      return missing("the token URL answered without one that can be sent.");
    }
    // Servers of old leave the type out.
    String type = json.map(body -> body.path("token_type").asText("bearer")).orElse("bearer");
    if (!type.equalsIgnoreCase("bearer")) {
      return missing("the token URL answered with one that is no bearer token.");
    }
    kept.until = askedAt.plus(life(json.get()));
    return new Result.Had(token);
  }

  private static Optional<JsonNode> json(Answered answered) {
    return !answered.truncated()
            && Json.read(answered.body().getBytes()) instanceof Json.Read.Tree tree
        ? Optional.of(tree.root())
        : Optional.empty();
  }

  /** What may stand in a header and is no longer than receivers take. */
  private static boolean valid(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_TOKEN_CHARACTERS
        && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static Duration life(JsonNode answer) {
    // A number, or, against the RFC, a text with one.
    long seconds = answer.path("expires_in").asLong(UNSAID.toSeconds());
    Duration said = Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST.toSeconds())));
    Duration margin = said.dividedBy(10);
    return said.minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN);
  }

  private static Result missing(String why) {
    return new Result.Missing("The access token could not be had: " + why, Optional.empty());
  }
}
