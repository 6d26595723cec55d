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
 * Sends requests over bare sockets, one at a time on each: they are bytes made ready before, and of
 * an answer only its status and its end are looked for. On one event loop of its own.
 */
final class LoadGenerator implements AutoCloseable {
  /** Beyond it the sockets alone would be the load. */
  private static final int MAX_CONNECTIONS = 1_024;

  /** What is under way at the end of a load is waited for no longer. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(10_000));

  /**
   * Closed loop: on each connection the next request follows the answer.
   *
   * @param requests at most so many
   * @param lasts and for no longer than this
   * @throws IllegalStateException if any answer is not what was expected
   */
  Load closed(Call call, int connections, long requests, Duration lasts) {
    return run(call, connections, new LoadRun.Pace(0, requests, lasts.toNanos()));
  }

  /**
   * Open loop: each request has its moment, whatever became of those before it, and its latency is
   * counted from there, however late a connection was free for it.
   *
   * @param connections at most so many are under way
   * @throws IllegalStateException if any answer is not what was expected
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
