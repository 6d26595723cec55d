package dev.hookpress.outbound;

import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * The HTTP client for all external servers: resolves a name once, vets every address, connects to
 * the first vetted one with the original {@code Host} and SNI, and ends every exchange at its
 * deadline or its byte limit. It manages its own connections instead of Vert.x: see {@link
 * ConnectionPool} and {@link ClientConnection}.
 */
public final class VettedHttpClient implements OutboundClient {
  private static final long SWEEP_MILLIS = 1_000;

  /**
   * For all clients and origins together; a file descriptor and some kilobytes each. Four for each
   * of a thousand clients that are sent to in turn.
   */
  private static final int MAX_IDLE = 4_096;

  private final HttpExchange.Shared shared;
  private final long sweep;

  /**
   * @param onRefused called on every refusal, for a metric; must be quick
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

  /** Closes every connection; exchanges in progress fail. */
  public Future<Void> close() {
    shared.vertx().cancelTimer(sweep);
    shared.pool().close();
    return shared.connector().close();
  }
}
