package dev.hookpress.api;

import dev.hookpress.config.Settings;
import dev.hookpress.http.ConnectionLimits;
import dev.hookpress.http.HttpServers;
import dev.hookpress.http.Pace;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The API's HTTP server: one instance for each event loop that takes requests, all on one port. */
public final class ApiVerticle extends VerticleBase {
  // A signed link with a long non-Latin filename has about 2,300 characters.
  private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final int ACCEPT_BACKLOG = 1024;

  private final Settings.Http http;
  private final int drainSeconds;
  private final ConnectionLimits connections;
  private final ApiRouter routes;
  private final BooleanSupplier leaving;
  private HttpServer server;

  /**
   * @param drainSeconds how long {@link #stop} waits for requests in progress
   * @param connections shared by all instances
   * @param leaving whether the node is about to stop: connections are then closed after an answer
   */
  public ApiVerticle(
      Settings.Http http,
      int drainSeconds,
      ConnectionLimits connections,
      ApiRouter routes,
      BooleanSupplier leaving) {
    this.leaving = leaving;
    this.http = http;
    this.drainSeconds = drainSeconds;
    this.connections = connections;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(http.host().orElse(ALL_ADDRESSES))
            .setPort(http.port())
            .setIdleTimeout(http.idleTimeoutSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setAcceptBacklog(ACCEPT_BACKLOG)
            .setHttp2ClearTextEnabled(http.h2c())
            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
            .setMaxHeaderSize(MAX_HEADER_BYTES);
    Settings.HttpBounds bounds = http.bounds();
    Pace pace =
        new Pace(
            Duration.ofSeconds(bounds.headSeconds()),
            Duration.ofSeconds(http.idleTimeoutSeconds()),
            Duration.ofSeconds(bounds.bodySeconds()),
            bounds.minBodyBytesPerSecond());
    server = HttpServers.create(vertx, options, connections, pace, handler());
    return server.listen();
  }

  private Handler<HttpServerRequest> handler() {
    Router router = routes.router(vertx);
    return request -> {
      // HTTP/2 says it once for the connection, when the server is shut down.
      if (leaving.getAsBoolean() && request.version() != HttpVersion.HTTP_2) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      router.handle(request);
    };
  }

  @Override
  public Future<?> stop() {
    return server.shutdown(drainSeconds, TimeUnit.SECONDS);
  }

  /** The port that the server listens on; the settings may say 0. */
  public int actualPort() {
    return server.actualPort();
  }
}
