package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundClientTest extends OutboundFixture {
  @Test
  void sendsTheRequestAndReturnsTheAnswer() {
    HttpServer server =
        serve(
            request ->
                request
                    .body()
                    .onSuccess(
                        body ->
                            request
                                .response()
                                .setStatusCode(201)
                                .putHeader("x-seen", request.getHeader("X-Mine"))
                                .end(request.method() + " " + request.uri() + " " + body)));
    URI uri = URI.create("http://" + NAME + ":" + server.actualPort() + "/hook/ü?a=%20b#part");

    ExchangeResult.Answered answer =
        answered(
            outboundClient(localhost())
                .send(
                    new OutboundRequest(
                        CLIENT,
                        HttpMethod.POST,
                        uri,
                        Map.of("X-Mine", "yes"),
                        Buffer.buffer("hello"),
                        PATIENCE,
                        ResponseBody.needed(1000),
                        0)));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().get("x-seen")).isEqualTo("yes");
    assertThat(answer.body()).hasToString("POST /hook/%C3%BC?a=%20b hello");
    assertThat(answer.truncated()).isFalse();
    assertThat(answer.finalUri()).isEqualTo(uri);
    assertThat(answer.address()).isEqualTo("127.0.0.1");
    assertThat(answer.took()).isBetween(Duration.ofNanos(1), PATIENCE);
  }

  @Test
  void oneConnectionServesManyRequests() {
    Set<String> peers = ConcurrentHashMap.newKeySet();
    HttpServer server =
        serve(
            request -> {
              peers.add(request.remoteAddress().toString());
              request.response().end("ok");
            });
    VettedHttpClient outboundClient = outboundClient(localhost());

    for (int i = 0; i < 20; i++) {
      assertThat(answered(outboundClient.send(get(http(server)))).status()).isEqualTo(200);
    }

    assertThat(peers).hasSize(1);
  }

  @Test
  void manyClientsSentToInTurnKeepAConnectionEach() {
    int clients = 1_500;
    int rounds = 3;
    Set<String> peers = ConcurrentHashMap.newKeySet();
    HttpServer server =
        serve(
            request -> {
              peers.add(request.remoteAddress().toString());
              request.response().end();
            });
    VettedHttpClient outboundClient = outboundClient(localhost());

    for (int i = 0; i < rounds * clients; i += 100) {
      List<Future<ExchangeResult>> some =
          IntStream.range(i, i + 100)
              .mapToObj(number -> new ClientId(new UUID(2, number % clients)))
              .map(client -> outboundClient.send(get(client, http(server))))
              .toList();
      some.forEach(one -> assertThat(answered(one).status()).isEqualTo(200));
    }

    assertThat(peers).hasSize(clients);
    await(outboundClient.close());
  }

  @Test
  void connectionsAndWaitersAreBounded() {
    Set<HttpServerRequest> held = ConcurrentHashMap.newKeySet();
    Promise<Void> full = Promise.promise();
    HttpServer server =
        serve(
            request -> {
              held.add(request);
              if (held.size() == 2) {
                full.tryComplete();
              }
            });
    VettedHttpClient outboundClient = outboundClient(localhost(), new OutboundOptions(2, 1));
    List<Future<ExchangeResult>> sent = new ArrayList<>();
    // On one context, so that they enter the pool in this order.
    Future<ExchangeResult> oneTooMany =
        Future.future(
            promise ->
                vertx.runOnContext(
                    v -> {
                      for (int i = 0; i < 3; i++) {
                        sent.add(outboundClient.send(get(http(server))));
                      }
                      outboundClient.send(get(http(server))).onComplete(promise);
                    }));

    ExchangeResult.Failed failed = failed(oneTooMany);
    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.INTERNAL);
    assertThat(failed.message()).contains("too many requests wait");

    await(full.future());
    vertx.setPeriodic(
        5,
        timer -> {
          held.forEach(request -> request.response().end());
          held.removeIf(request -> request.response().ended());
        });
    for (Future<ExchangeResult> one : sent) {
      assertThat(answered(one).status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionClosedWhileIdleIsNoFailureOfTheReceiver() {
    // Answers once on each connection and closes it at the next request.
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(OutboundClientTest::answerOnce)
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("http://" + NAME + ":" + server.actualPort() + "/");
    VettedHttpClient outboundClient = outboundClient(localhost());

    for (int i = 0; i < 3; i++) {
      assertThat(answered(outboundClient.send(get(uri))).status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionClosedAtOnceIsAFailure() {
    AtomicInteger connections = new AtomicInteger();
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  connections.incrementAndGet();
                  socket.handler(request -> socket.close());
                })
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("http://" + NAME + ":" + server.actualPort() + "/");

    assertThat(failed(outboundClient(localhost()).send(get(uri))).kind())
        .isEqualTo(ExchangeResult.Kind.CONNECTION_LOST);
    assertThat(connections).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'",
    "'garbage\r\n\r\n'",
    "'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'"
  })
  void aBrokenAnswerIsAFailure(String bytes) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(request -> socket.write(bytes).onSuccess(v -> socket.close())))
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("http://" + NAME + ":" + server.actualPort() + "/");

    assertThat(failed(outboundClient(localhost()).send(get(uri))).kind())
        .isEqualTo(ExchangeResult.Kind.CONNECTION_LOST);
  }

  @Test
  void completesOnTheCallersContext() {
    HttpServer server = serve(request -> request.response().end());
    VettedHttpClient outboundClient = outboundClient(localhost());
    Set<Boolean> same = new HashSet<>();

    for (String uri : List.of(http(server).toString(), "https://10.0.0.1/", "http://x.test:1/")) {
      Context context = vertx.getOrCreateContext();
      Future<Boolean> onContext =
          Future.future(
              promise ->
                  context.runOnContext(
                      v -> {
                        Context mine = Vertx.currentContext();
                        outboundClient
                            .send(get(URI.create(uri)))
                            .onComplete(
                                sent ->
                                    promise.complete(
                                        sent.succeeded() && Vertx.currentContext() == mine));
                      }));
      same.add(await(onContext));
    }

    assertThat(same).containsExactly(true);
  }

  @Test
  void aClosedClientReportsIt() {
    HttpServer server = serve(request -> request.response().end());
    VettedHttpClient outboundClient = outboundClient(localhost());
    await(outboundClient.close());

    assertThat(failed(outboundClient.send(get(http(server)))).kind())
        .isEqualTo(ExchangeResult.Kind.INTERNAL);
  }

  @Test
  void aRefusedConnectionIsAFailureAndTheNextAddressIsTried() {
    // Bound to one address of the loopback network only.
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.3")
            .await();

    ExchangeResult.Failed failed = failed(outboundClient(localhost()).send(get(http(server))));
    assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.CONNECT_FAILED);
    assertThat(failed.address()).isEqualTo("127.0.0.1");

    Resolver two = host -> Future.succeededFuture(addresses("127.0.0.2", "127.0.0.3"));
    assertThat(answered(outboundClient(two).send(get(http(server)))).address())
        .isEqualTo("127.0.0.3");
  }

  private static void answerOnce(NetSocket socket) {
    AtomicInteger requests = new AtomicInteger();
    socket.handler(
        request -> {
          if (requests.getAndIncrement() == 0) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          } else {
            socket.close();
          }
        });
  }
}
