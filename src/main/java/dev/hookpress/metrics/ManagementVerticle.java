package dev.hookpress.metrics;

import dev.hookpress.http.HttpServers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;

/** Serves the management port: {@link ManagementRoutes}. It must not be public. */
public final class ManagementVerticle extends VerticleBase {
  private final Metrics metrics;
  private final Readiness readiness;
  private final String host;
  private final int port;
  private final Optional<Function<Vertx, Handler<HttpServerRequest>>> operators;
  private HttpServer server;

  /**
   * Creates the server without an operator API.
   *
   * @param port 0 for any free port
   */
  public ManagementVerticle(Metrics metrics, Readiness readiness, String host, int port) {
    this(metrics, readiness, host, port, Optional.empty());
  }

  /**
   * Creates the server.
   *
   * @param port 0 for any free port
   * @param operators makes the handler of the operator API; empty: there is none
   */
  public ManagementVerticle(
      Metrics metrics,
      Readiness readiness,
      String host,
      int port,
      Optional<Function<Vertx, Handler<HttpServerRequest>>> operators) {
    this.metrics = metrics;
    this.readiness = readiness;
    this.host = host;
    this.port = port;
    this.operators = operators;
  }

  @Override
  public Future<?> start() {
    ManagementRoutes routes =
        new ManagementRoutes(vertx, metrics, readiness, operators.map(made -> made.apply(vertx)));
    server = HttpServers.createForOperators(vertx, host, port, routes);
    return server.listen();
  }

  /** The port in use; available only after the start. */
  public int port() {
    return server.actualPort();
  }
}
