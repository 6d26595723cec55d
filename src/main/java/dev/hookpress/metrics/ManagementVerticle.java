package dev.hookpress.metrics;

import dev.hookpress.http.HttpServers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * Serves the management port: {@code /health/live} (200 while the event loop runs), {@code
 * /health/ready} (200 or 503, naming each check) and {@code /metrics}. It has no authentication and
 * must not be public.
 */
public final class ManagementVerticle extends VerticleBase {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final Readiness readiness;
  private final String host;
  private final int port;
  private HttpServer server;
  private Future<String> scrape = Future.failedFuture("none yet");

  /**
   * Creates the server.
   *
   * @param port 0 for any free port
   */
  public ManagementVerticle(Metrics metrics, Readiness readiness, String host, int port) {
    this.metrics = metrics;
    this.readiness = readiness;
    this.host = host;
    this.port = port;
  }

  @Override
  public Future<?> start() {
    server = HttpServers.createForOperators(vertx, host, port, this::answer);
    return server.listen();
  }

  /** The port in use; available only after the start. */
  public int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
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
      case "/metrics" ->
          scrape()
              .onSuccess(text -> send(request, 200, PROMETHEUS_TEXT, text))
              .onFailure(failure -> send(request, 500, JSON, problem("the scrape failed")));
      default -> send(request, 404, JSON, problem("there is nothing here"));
    }
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
