package dev.hookpress.metrics;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What the management port has: {@code /health/live} (200 while the event loop runs), {@code
 * /health/ready} (200 or 503, naming each check) and {@code /metrics}, which have no
 * authentication, and the operator API, which has its own.
 */
final class ManagementRoutes implements Handler<HttpServerRequest> {
  private static final String OPERATORS = "/operator/";
  private static final String JSON = "application/json";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final Vertx vertx;
  private final Metrics metrics;
  private final Readiness readiness;
  private final Optional<Handler<HttpServerRequest>> operators;
  private Future<String> scrape = Future.failedFuture("none yet");
  private Future<String> openMetrics = Future.failedFuture("none yet");

  /**
   * @param operators gets the requests to {@code /operator/}; empty: there is nothing
   */
  ManagementRoutes(
      Vertx vertx,
      Metrics metrics,
      Readiness readiness,
      Optional<Handler<HttpServerRequest>> operators) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.readiness = readiness;
    this.operators = operators;
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (operators.isPresent() && request.path().startsWith(OPERATORS)) {
      operators.get().handle(request);
      return;
    }
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      request.response().putHeader("Allow", "GET, HEAD");
      send(request, 405, JSON, problem("only GET and HEAD"));
      return;
    }
    switch (request.path()) {
      case "/health/live" -> send(request, 200, JSON, "{\"status\":\"live\"}");
      case "/health/ready" ->
          readiness
              .report()
              .onSuccess(r -> send(request, r.ready() ? 200 : 503, JSON, r.json().encode()));
      case "/metrics" -> metrics(request);
      default -> send(request, 404, JSON, problem("there is nothing here"));
    }
  }

  private void metrics(HttpServerRequest request) {
    String accepted = String.valueOf(request.getHeader("Accept"));
    boolean open = metrics.exemplars() && accepted.contains("application/openmetrics-text");
    (open ? openMetrics() : scrape())
        .onSuccess(text -> send(request, 200, open ? OPEN_METRICS : PROMETHEUS_TEXT, text))
        .onFailure(failure -> send(request, 500, JSON, problem("the scrape failed")));
  }

  private Future<String> openMetrics() {
    if (openMetrics.isComplete()) {
      openMetrics = vertx.executeBlocking(metrics::scrapeOpenMetrics);
    }
    return openMetrics;
  }

  /**
   * Scrapes on a worker thread because it takes milliseconds; concurrent requests share one scrape.
   */
  private Future<String> scrape() {
    if (scrape.isComplete()) {
      scrape = vertx.executeBlocking(metrics::scrape);
    }
    return scrape;
  }

  private static void send(HttpServerRequest request, int status, String type, String body) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", "no-store");
    if (request.method() == HttpMethod.HEAD) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static String problem(String what) {
    return new JsonObject().put("error", what).encode();
  }
}
