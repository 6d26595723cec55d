package dev.hookpress.outbound;

import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * The only HTTP client that reaches strangers: looks a name up once, vets every address it finds,
 * connects to the first of these with the original {@code Host} and SNI, and ends every exchange at
 * its deadline or its byte cap. Which connection carries which message is its own affair and not
 * Vert.x': see {@link ConnectionPool} and {@link ClientConnection}.
 */
public final class VettedHttpClient implements OutboundClient {
  private static final long SWEEP_MILLIS = 1_000;

  /** Of all clients and origins together; a file descriptor and some kilobytes each. */
  private static final int MAX_IDLE = 1_024;

  private final HttpExchange.Shared shared;
  private final long sweep;

  /**
   * Makes a client.
   *
   * @param onRefused told of every refusal, for a metric; must be quick
   */
  public VettedHttpClient(
      Vertx vertx,
      EgressPolicy policy,
      Resolver resolver,
      OutboundOptions options,
      Consumer<EgressRule> onRefused) {
    ConnectionPool pool =
        new ConnectionPool(options.poolPerOrigin(), options.maxWaitingPerOrigin(), MAX_IDLE);
    this.shared =
        new HttpExchange.Shared(
            vertx,
            new Connector(vertx, options),
            pool,
            new RouteCache(policy, resolver),
            onRefused);
    this.sweep = vertx.setPeriodic(SWEEP_MILLIS, tick -> pool.sweep());
  }

  @Override
  public Future<ExchangeResult> send(OutboundRequest request) {
    if (Context.isOnVertxThread()) {
      return new HttpExchange(shared, request).begin();
    }
    Promise<ExchangeResult> ended = Promise.promise();
    shared
        .vertx()
        .runOnContext(begin -> new HttpExchange(shared, request).begin().onComplete(ended));
    return ended.future();
  }

  /** Closes every connection; exchanges in flight fail. */
  public Future<Void> close() {
    shared.vertx().cancelTimer(sweep);
    shared.pool().close();
    return shared.connector().close();
  }
}
