package dev.hookpress.api.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Lets pages of allowed origins read answers (CORS, as the Fetch standard has it). Other origins
 * get the same answers without these headers, so that their browsers withhold them: a refusal here
 * would hit programs that send an Origin by habit. Cookies are never involved.
 */
public final class CrossOrigin implements Handler<RoutingContext> {
  /** Allows every origin. */
  public static final String ANY = "*";

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String EXPOSED =
      "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag,"
          + " Hookpress-Blocked-Until, Hookpress-Job-Id, Hookpress-Warning, Idempotent-Replayed,"
          + " Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
  // Browsers cap it at two hours or less.
  private static final String PREFLIGHT_SECONDS = "7200";
  private static final String DEFAULT_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, X-API-Key";
  private static final int MAX_HEADERS_CHARACTERS = 1024;

  private final Set<String> origins;

  /**
   * @param origins scheme, host and port each, or {@link #ANY}
   */
  public CrossOrigin(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  @Override
  public void handle(RoutingContext request) {
    String origin = request.request().getHeader(HttpHeaders.ORIGIN);
    HttpServerResponse response = request.response();
    if (!origins.isEmpty() && !origins.contains(ANY)) {
      response.headers().add("Vary", "Origin");
    }
    if (origin == null || !origins.contains(ANY) && !origins.contains(origin)) {
      request.next();
      return;
    }
    response.putHeader("Access-Control-Allow-Origin", origins.contains(ANY) ? ANY : origin);
    response.putHeader("Access-Control-Expose-Headers", EXPOSED);
    response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (preflight(request)) {
      response.putHeader("Access-Control-Allow-Methods", METHODS);
      response.putHeader("Access-Control-Allow-Headers", headers(request));
      response.putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
      response.setStatusCode(204).end();
      return;
    }
    request.next();
  }

  private static boolean preflight(RoutingContext request) {
    return request.request().method() == HttpMethod.OPTIONS
        && request.request().getHeader("Access-Control-Request-Method") != null;
  }

  /** The headers that the page asks for: an allowed origin may send any, as a program may. */
  private static String headers(RoutingContext request) {
    String asked = request.request().getHeader("Access-Control-Request-Headers");
    return asked != null
            && asked.length() <= MAX_HEADERS_CHARACTERS
            && asked.chars().allMatch(each -> each >= 32 && each < 127)
        ? asked
        : DEFAULT_HEADERS;
  }
}
