package dev.hookpress.api.http;

import dev.hookpress.api.http.RateLimit.Allowance;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.RateAllowance;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.KeyScope;
import dev.hookpress.logging.LogRateLimit;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks that a request passes before its body is read: API key, media type and rate limit. */
public final class RequestGuards {
  /** What finds clients and sessions, the rate limit and the memory for bodies. */
  public record Ports(Clients clients, RateLimit rateLimit, BodyBudget bodies, Sessions sessions) {}

  private static final Logger LOG = LoggerFactory.getLogger(RequestGuards.class);
  private static final String CLIENT = "hookpress.client";
  private static final String SESSION = "hookpress.session";
  private static final String FORM = "multipart/form-data";
  private static final String SETTINGS = "/v1/client/";
  // Whoever registers an endpoint hears of all jobs. To pause one and so on is no setting.
  private static final String ENDPOINTS = "/v1/endpoints";
  private static final Set<String> CODINGS = Set.of("identity", GzipCoding.NAME);
  private static final Set<String> UTF_8 = Set.of("charset=utf-8", "charset=utf8");
  // Issued keys have about 50 characters. Bounded, because keys are looked up and cached.
  private static final int MAX_KEY_CHARACTERS = 256;

  private final Dialect dialect;
  private final AnswerWriter answerWriter;
  private final Ports ports;
  private final InstantSource clock;
  private final LogRateLimit unlimited = new LogRateLimit(System::nanoTime);

  public RequestGuards(Dialect dialect, Ports ports, InstantSource clock) {
    this.dialect = dialect;
    this.answerWriter = new AnswerWriter(dialect);
    this.ports = ports;
    this.clock = clock;
  }

  /** Adds a route that requires an API key. */
  public Route route(Router router, HttpMethod method, String path) {
    return router.route(method, path).handler(this::authenticate);
  }

  /** Completes a route with an API key that takes a JSON body, within the rate limit. */
  public void json(Route route, int maxBytes, RouteAction action) {
    route
        .handler(this::limitRate)
        .handler(this::requireJson)
        .handler(readBody(maxBytes))
        .handler(to(action));
  }

  /** Converts an action to a handler; {@link #authenticate} must run before it. */
  public Handler<RoutingContext> to(RouteAction endpoint) {
    return request -> {
      // An HTTP/2 request must not be resumed after its body has ended.
      if (!request.request().isEnded()) {
        request.request().resume();
      }
      answerWriter.send(request, endpoint.answer(request, request.get(CLIENT)));
    };
  }

  /** Passes requests with a known API key, or with the cookie of a console session. */
  public void authenticate(RoutingContext request) {
    Optional<Credential> given =
        Credential.of(request.request(), ports.sessions(), clock.instant());
    if (given.isPresent() && given.get().forged(request.request())) {
      answerWriter.send(
          request,
          Answer.problem(
              dialect,
              Problem.of(
                  Type.CROSS_SITE,
                  "With a cookie, send " + Sessions.HEADER + ": 1; or send an API key.")));
      return;
    }
    Future<Optional<Client>> client =
        given.isEmpty()
            ? Future.succeededFuture(Optional.empty())
            : DependencyUnavailable.guard(ports.clients().byKeyDigest(given.get().keyDigest()))
                .map(found -> found.flatMap(given.get()::restricted));
    pass(
        request,
        client.map(
            known -> {
              known.ifPresent(
                  found -> {
                    request.put(CLIENT, found);
                    request.put(SESSION, given.get().session(found));
                  });
              return known.isPresent()
                  ? outOfScope(request, known.get())
                  : Optional.of(unknown(Credential.given(request.request())));
            }));
  }

  /** Passes requests within the client's rate limit. */
  public void limitRate(RoutingContext request) {
    Client client = request.get(CLIENT);
    Future<Optional<Allowance>> allowance =
        ports
            .rateLimit()
            .take(client.id(), client.requestsPerSecond(), clock.instant())
            .map(Optional::of)
            .recover(
                away -> {
                  // Requests pass unlimited while Redis is unavailable.
                  unlimited
                      .admit()
                      .ifPresent(
                          others -> LOG.warn("Rate limits are not applied: {}", away.toString()));
                  return Future.succeededFuture(Optional.empty());
                });
    pass(request, allowance.map(known -> known.flatMap(left -> show(request, client, left))));
  }

  /** Tells the client what is left; the result is the refusal if nothing is. */
  private Optional<Answer> show(RoutingContext request, Client client, Allowance left) {
    long seconds = left.pause().map(RequestGuards::wholeSeconds).orElse(1L);
    RateAllowance allowance =
        new RateAllowance(client.requestsPerSecond(), left.remaining(), clock.instant(), seconds);
    dialect.rateHeaders(allowance).forEach(request.response()::putHeader);
    return left.pause().map(wait -> tooFast(allowance));
  }

  /** Passes requests that declare a JSON body in UTF-8 and no Content-Encoding but gzip. */
  public void requireJson(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    String encoding = request.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean coded = encoding != null && !CODINGS.contains(encoding.toLowerCase(Locale.ROOT));
    if (json(type) && !coded) {
      request.next();
      return;
    }
    answerWriter.send(
        request,
        Answer.problem(
            dialect,
            Problem.of(
                Type.UNSUPPORTED_MEDIA_TYPE,
                "Send Content-Type: application/json, in UTF-8, without Content-Encoding or by"
                    + " gzip."),
            coded ? Map.of("Accept-Encoding", GzipCoding.NAME) : Map.of()));
  }

  /** Passes requests that declare a form with files (RFC 7578). */
  public void requireForm(RoutingContext request) {
    String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      request.next();
      return;
    }
    answerWriter.send(
        request,
        Answer.problem(
            dialect, Problem.of(Type.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: " + FORM + ".")));
  }

  /** Like {@link #requireJson}, for routes whose body is optional. */
  public void requireJsonIfAny(RoutingContext request) {
    if (request.request().getHeader(HttpHeaders.CONTENT_TYPE) == null) {
      request.next();
    } else {
      requireJson(request);
    }
  }

  /** What the sender of an authenticated request may do; of a key, without an end. */
  public static Session session(RoutingContext request) {
    return request.get(SESSION);
  }

  /** The client that {@link #authenticate} found. */
  static Client client(RoutingContext request) {
    return request.get(CLIENT);
  }

  /**
   * Reads a JSON body up to a limit and within the memory for bodies; {@link #authenticate} must
   * run before it.
   */
  public Handler<RoutingContext> readBody(int maxBytes) {
    return new BodyReader(dialect, answerWriter, ports.bodies(), maxBytes, true);
  }

  /** Reads a body that is not JSON within the same limits. */
  public Handler<RoutingContext> readUpload(int maxBytes) {
    return new BodyReader(dialect, answerWriter, ports.bodies(), maxBytes, false);
  }

  /** The JSON body that was read; empty if the request has none. */
  public static byte[] body(RoutingContext request) {
    return BodyReader.of(request);
  }

  /** Reads a small body of an unauthenticated request. */
  public static Handler<RoutingContext> readForm(int maxBytes) {
    BodyHandler reader = BodyHandler.create(false).setBodyLimit(maxBytes);
    return request -> {
      AnswerWriter.limited(request, maxBytes);
      reader.handle(request);
      request.request().resume();
    };
  }

  /**
   * Passes or refuses the request once the check completes. The request stays paused until then, so
   * that none of its body is lost.
   */
  private void pass(RoutingContext request, Future<Optional<Answer>> refusal) {
    request.request().pause();
    refusal.onComplete(
        asked -> {
          if (asked.succeeded() && asked.result().isEmpty()) {
            request.next();
            return;
          }
          request.request().resume();
          answerWriter.send(
              request,
              asked.succeeded()
                  ? Future.succeededFuture(asked.result().get())
                  : Future.failedFuture(asked.cause()));
        });
  }

  /** Whether the text has the form of an API key and is worth looking up. */
  public static boolean mayBeKey(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_KEY_CHARACTERS
        && text.chars().allMatch(each -> each > 32 && each < 127);
  }

  /** The refusal of a request that the key may not be used for. */
  private Optional<Answer> outOfScope(RoutingContext request, Client client) {
    KeyScope needed = needed(request.request().method(), request.normalizedPath());
    return client.scopes().contains(needed)
        ? Optional.empty()
        : Optional.of(
            Answer.problem(
                dialect,
                Problem.of(
                    Type.KEY_SCOPE,
                    "This API key has not the scope " + needed.label() + ", which this needs.")));
  }

  private static KeyScope needed(HttpMethod method, String path) {
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      return KeyScope.READ;
    }
    boolean registers =
        path.equals(ENDPOINTS) || path.startsWith(ENDPOINTS + "/") && method != HttpMethod.POST;
    return registers || path.startsWith(SETTINGS) ? KeyScope.MANAGE : KeyScope.WRITE;
  }

  private Answer unknown(boolean given) {
    String detail =
        given
            ? "The API key is not known, or it is revoked, expired or disabled."
            : "Send Authorization: Bearer <key>, or X-API-Key: <key>.";
    String challenge = "Bearer realm=\"hookpress\"" + (given ? ", error=\"invalid_token\"" : "");
    return Answer.problem(
        dialect, Problem.of(Type.UNAUTHENTICATED, detail), Map.of("WWW-Authenticate", challenge));
  }

  private Answer tooFast(RateAllowance allowance) {
    long seconds = allowance.resetSeconds();
    Problem problem =
        Problem.of(
            Type.RATE_LIMITED, "This client submits too fast; wait " + seconds + " s and go on.");
    return Answer.of(
        dialect.tooFast(problem, allowance),
        Map.of("Retry-After", Long.toString(seconds)),
        problem);
  }

  private static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Whether the media type is JSON in UTF-8; unknown parameters have no meaning (RFC 8259). */
  private static boolean json(String type) {
    if (type == null) {
      return false;
    }
    String[] parts = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "").split(";");
    return parts.length > 0
        && parts[0].strip().equals("application/json")
        && Arrays.stream(parts)
            .map(String::strip)
            .filter(part -> part.startsWith("charset="))
            .allMatch(UTF_8::contains);
  }
}
