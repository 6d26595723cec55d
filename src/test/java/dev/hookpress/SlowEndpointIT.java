package dev.hookpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.bench.Backlog;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One endpoint of a hundred hangs to the deadline. Compares the waits of the others with and
 * without it, in the same run.
 */
class SlowEndpointIT {
  private static final int ENDPOINTS = 100;
  private static final int WAVES = 20;
  private static final int HANGING = 0;
  private static final int DEADLINE_SECONDS = 10;
  // For a machine that is busy with other things; half the deadline.
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  @RegisterExtension final Installation hookpress = new Installation();
  private volatile boolean hangs;
  private SystemNode node;

  private record Arrival(int endpoint, Instant at) {}

  @AfterEach
  void stop() {
    vertx.close();
  }

  /** One server for each endpoint, each with its own address and so its own origin. */
  private List<URI> receivers() {
    List<Future<HttpServer>> servers =
        IntStream.range(0, ENDPOINTS)
            .mapToObj(
                i ->
                    vertx
                        .createHttpServer()
                        .requestHandler(request -> take(i, request))
                        .listen(0, "127.0.0." + (i + 1)))
            .toList();
    Future.all(servers).await();
    return IntStream.range(0, ENDPOINTS)
        .mapToObj(
            i ->
                URI.create(
                    "http://127.0.0." + (i + 1) + ":" + servers.get(i).result().actualPort()))
        .toList();
  }

  private void take(int endpoint, HttpServerRequest request) {
    if (endpoint != HANGING || !hangs) {
      request.response().end();
    }
    if (endpoint != HANGING) {
      arrivals.add(new Arrival(endpoint, Instant.now()));
    }
  }

  private void start() {
    node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
                Integer.toString(DEADLINE_SECONDS),
                // The failures of this test block nobody.
                "HOOKPRESS_BREAKER_ERRORS",
                "100000"));
  }

  @Test
  void aHangingEndpointDelaysNoOtherClient() throws Exception {
    Backlog.fill(
        vertx,
        hookpress.database(),
        new SealedBox(new byte[32]),
        receivers(),
        ENDPOINTS,
        Instant.now());
    start();
    await(ENDPOINTS - 1);
    compare("other clients");
  }

  @Test
  void aHangingEndpointDelaysNoOtherEndpointOfItsClient() throws Exception {
    List<URI> hooks = receivers();
    start();
    hooks.forEach(node::submitHello);
    await(ENDPOINTS - 1);
    compare("the same client");
  }

  private void compare(String whose) throws Exception {
    List<Duration> without = waves();
    hangs = true;
    List<Duration> with = waves();
    System.out.printf(
        "Others of %s wait p50 %d ms, p99 %d ms; beside one that hangs, p50 %d ms, p99 %d ms.%n",
        whose,
        percentile(without, 50).toMillis(),
        percentile(without, 99).toMillis(),
        percentile(with, 50).toMillis(),
        percentile(with, 99).toMillis());
    assertThat(percentile(with, 50))
        .isLessThan(percentile(without, 50).multipliedBy(2).plus(SLACK));
    assertThat(percentile(with, 99))
        .isLessThan(percentile(without, 99).multipliedBy(2).plus(SLACK));
  }

  /** Sends callbacks to all endpoints in turn; the hanging one gets five. */
  private List<Duration> waves() throws Exception {
    List<Duration> waits = new ArrayList<>();
    try (Connection connection = TestServers.connect(hookpress.database());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int wave = 0; wave < WAVES; wave++) {
        statement.execute(Backlog.more(ENDPOINTS, Instant.now(), "true", "t.origin"));
        statement.execute(
            Backlog.more(4, Instant.now(), "origin like '%//127.0.0.1:%'", "t.origin"));
        Instant committed = Instant.now();
        connection.commit();
        // As a node does that writes notifications.
        TestServers.redis(hookpress.redis(), "PUBLISH hookpress:wakes deliver");
        await(ENDPOINTS - 1).forEach(one -> waits.add(Duration.between(committed, one.at())));
      }
    }
    return waits;
  }

  private List<Arrival> await(int count) throws InterruptedException {
    List<Arrival> came = new ArrayList<>();
    while (came.size() < count) {
      Arrival next = arrivals.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("%d of %d came", came.size(), count).isNotNull();
      came.add(next);
    }
    return came;
  }

  private static Duration percentile(List<Duration> waits, int percent) {
    return waits.stream().sorted().toList().get(waits.size() * percent / 100);
  }
}
