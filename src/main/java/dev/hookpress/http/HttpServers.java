package dev.hookpress.http;

import dev.hookpress.logging.LogRateLimit;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates HTTP servers that bound connections, refuse ambiguous requests and slow ones. */
public final class HttpServers {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServers.class);
  private static final LogRateLimit FULL = new LogRateLimit(System::nanoTime);
  private static final String DECODER = "httpDecoder";
  private static final int BAD_REQUEST = 400;
  private static final int SWEEP_MILLIS = 1_000;

  private static final int MAX_OF_OPERATORS = 256;

  /** Idle for longer than the usual intervals of scrapers and probes. */
  private static final Pace OPERATORS =
      new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(10), 1024);

  private HttpServers() {}

  /**
   * Creates a server for the calling event loop; not yet listening.
   *
   * @param limits shared by all event loops of the server
   * @param handler gets the requests that are unambiguous
   */
  public static HttpServer create(
      Vertx vertx,
      HttpServerOptions options,
      ConnectionLimits limits,
      Pace pace,
      Handler<HttpServerRequest> handler) {
    OpenConnections open = new OpenConnections(pace, System::nanoTime);
    vertx.setPeriodic(SWEEP_MILLIS, timer -> open.sweep());
    return vertx
        .createHttpServer(options)
        .connectionHandler(connection -> admit(connection, options, limits, open))
        .requestHandler(
            request -> {
              if (!open.began(request)) {
                return;
              }
              if (RequestFraming.ambiguous(request)) {
                open.refuse(request, BAD_REQUEST);
              } else {
                handler.handle(request);
              }
            });
  }

  /** Creates the server of the management port: for a few scrapers and probes, HTTP/1.1 only. */
  public static HttpServer createForOperators(
      Vertx vertx, String host, int port, Handler<HttpServerRequest> handler) {
    return create(
        vertx,
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setIdleTimeout((int) OPERATORS.idle().toSeconds())
            .setHttp2ClearTextEnabled(false),
        new ConnectionLimits(MAX_OF_OPERATORS, MAX_OF_OPERATORS, refused -> {}),
        OPERATORS,
        handler);
  }

  private static void admit(
      HttpConnection connection,
      HttpServerOptions options,
      ConnectionLimits limits,
      OpenConnections open) {
    String address = connection.remoteAddress().hostAddress();
    if (!limits.admit(address)) {
      FULL.admit()
          .ifPresent(
              others ->
                  LOG.warn(
                      "A connection from {} was closed, and {} before it: as many are open as may"
                          + " be, in all or from this address",
                      address,
                      others));
      connection.close();
      return;
    }
    open.opened(connection);
    connection.closeHandler(
        closed -> {
          limits.release(address);
          open.closed(connection);
        });
    if (connection instanceof Http1xServerConnection http1) {
      ChannelPipeline pipeline = http1.channelHandlerContext().pipeline();
      pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options));
    }
  }
}
