package dev.hookpress.outbound;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The door: looks a name up once, vets every address it finds, connects to the first of these with
 * the original {@code Host} and SNI, and ends every exchange at its deadline or its byte cap.
 */
public final class VettedHttpClient implements OutboundClient {
  private static final int MAX_ANSWER_HEADER_BYTES = 32 * 1024;

  private final Vertx vertx;
  private final RouteCache routes;
  private final HttpClient client;
  private final Consumer<EgressRule> onRefused;

  /**
   * Connections that have carried an answer: one of these may be found closed when used again.
   * Weak, so that a connection leaves when the pool lets go of it, however it ended.
   */
  private final Set<HttpConnection> proven =
      Collections.newSetFromMap(
          Caffeine.newBuilder().weakKeys().<HttpConnection, Boolean>build().asMap());

  /**
   * Opens the door.
   *
   * @param onRefused told of every refusal, for a metric; must be quick
   */
  public VettedHttpClient(
      Vertx vertx,
      EgressPolicy policy,
      Resolver resolver,
      OutboundOptions options,
      Consumer<EgressRule> onRefused) {
    this.vertx = vertx;
    this.routes = new RouteCache(policy, resolver);
    this.onRefused = onRefused;
    this.client =
        vertx
            .httpClientBuilder()
            .with(clientOptions(options))
            .with(
                new PoolOptions()
                    .setHttp1MaxSize(options.poolPerOrigin())
                    .setMaxWaitQueueSize(options.maxWaitingPerOrigin()))
            // The exchange fails with it; without a handler Vert.x logs it as an error too.
            .withConnectHandler(connection -> connection.exceptionHandler(failure -> {}))
            .build();
  }

  @Override
  public Future<ExchangeResult> send(OutboundRequest request) {
    if (Context.isOnVertxThread()) {
      return new HttpExchange(vertx, client, routes, proven, onRefused, request).begin();
    }
    Promise<ExchangeResult> landed = Promise.promise();
    vertx.runOnContext(
        begin ->
            new HttpExchange(vertx, client, routes, proven, onRefused, request)
                .begin()
                .onComplete(landed));
    return landed.future();
  }

  /** Closes every connection; exchanges in flight fail. */
  public Future<Void> close() {
    return client.close();
  }

  private static HttpClientOptions clientOptions(OutboundOptions options) {
    int connectMillis = Math.toIntExact(options.connectTimeout().toMillis());
    HttpClientOptions clientOptions =
        new HttpClientOptions()
            .setName("outbound")
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setUseAlpn(false)
            .setVerifyHost(true)
            // The JDK sends the name by itself; forced, it would send IP addresses too.
            .setForceSni(false)
            .setKeepAlive(true)
            .setKeepAliveTimeout(Math.toIntExact(options.keepAlive().toSeconds()))
            // A small answer may unpack to a large one.
            .setDecompressionSupported(false)
            .setMaxHeaderSize(MAX_ANSWER_HEADER_BYTES)
            .setConnectTimeout(connectMillis)
            .setSslHandshakeTimeout(connectMillis)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    options.trust().ifPresent(clientOptions::setTrustOptions);
    return clientOptions;
  }
}
