package dev.hookpress.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Sends requests over bare sockets, one at a time on each. Requests are prepared bytes; only the
 * status and the end of each response are parsed. Runs on its own event loop.
 */
final class LoadGenerator implements AutoCloseable {
  /** With more, the sockets alone would be the load. */
  private static final int MAX_CONNECTIONS = 1_024;

  /** The maximum wait for requests in flight at the end of a load. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(10_000));

  /**
   * Closed loop: on each connection the next request follows the response.
   *
   * @param requests maximum number
   * @param lasts maximum duration
   * @throws IllegalStateException if any response is not the expected one
   */
  Load closed(Call call, int connections, long requests, Duration lasts) {
    return run(call, connections, new LoadRun.Pace(0, requests, lasts.toNanos()));
  }

  /**
   * Open loop: each request has its own due time, whatever happened to earlier ones, and its
   * latency is measured from that time, however late a connection is free.
   *
   * @param connections maximum number of requests in flight
   * @throws IllegalStateException if any response is not the expected one
   */
  Load open(Call call, int connections, double perSecond, Duration lasts) {
    long requests = Math.round(perSecond * lasts.toNanos() / 1e9);
    return run(call, connections, new LoadRun.Pace(1e9 / perSecond, requests, lasts.toNanos()));
  }

  private Load run(Call call, int connections, LoadRun.Pace pace) {
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException("connections: " + connections);
    }
    ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    LoadRun run = new LoadRun(call, pace, loop.nettyEventLoop());
    List<Future<NetSocket>> opening =
        Stream.generate(() -> client.connect(call.to().getPort(), call.to().getHost()))
            .limit(connections)
            .toList();
    try {
      Future.all(opening).await();
      loop.runOnContext(
          here -> {
            opening.forEach(socket -> run.add(socket.result()));
            run.begin();
          });
      return run.ended().await(pace.lastsNanos() + LAST_ANSWERS.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Answers are missing since " + LAST_ANSWERS, e);
    } finally {
      Future.join(
              opening.stream()
                  .filter(Future::succeeded)
                  .map(socket -> socket.result().close())
                  .toList())
          .await();
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
