package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundDoorTest {
  private static final String NAME = "hooks.example.test";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Vertx vertx;
  private static PfxOptions certificate;

  private final ConcurrentLinkedQueue<EgressRule> refusals = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    vertx = Vertx.vertx();
    certificate = TestCertificate.forName(NAME);
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void sendsTheRequestAndBringsTheAnswerBack() {
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

    Exchange.Answered answer =
        answered(
            door(localhost())
                .send(
                    new OutboundRequest(
                        HttpMethod.POST,
                        uri,
                        Map.of("X-Mine", "yes"),
                        Buffer.buffer("hello"),
                        PATIENCE,
                        1000,
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
  void keepsHostAndServerNameWhenItConnectsToTheAddress() {
    AtomicReference<String> indicated = new AtomicReference<>();
    AtomicReference<String> host = new AtomicReference<>();
    HttpServer server =
        listen(
            tls().setSni(true),
            request -> {
              indicated.set(request.connection().indicatedServerName());
              host.set(request.getHeader("Host"));
              request.response().end("ok");
            });

    Exchange.Answered answer = answered(trusting().send(get(https(server))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(indicated).hasValue(NAME);
    assertThat(host).hasValue(NAME + ":" + server.actualPort());
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    HttpServer server = listen(tls(), request -> request.response().end());

    Exchange.Failed failed = failed(door(localhost()).send(get(https(server))));

    assertThat(failed.kind()).isEqualTo(Exchange.Kind.TLS_FAILED);
    assertThat(failed.message()).contains(NAME);
    assertThat(failed.address()).isEqualTo("127.0.0.1");
  }

  @Test
  void refusesACertificateForAnotherName() {
    HttpServer server = listen(tls(), request -> request.response().end());
    URI uri = URI.create("https://other.example.test:" + server.actualPort() + "/");

    Exchange.Failed failed = failed(trusting().send(get(uri)));

    assertThat(failed.kind()).isEqualTo(Exchange.Kind.TLS_FAILED);
    assertThat(failed.message()).contains("other.example.test");
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsATlsFailure() {
    HttpServer server = serve(request -> request.response().end());

    assertThat(failed(trusting().send(get(https(server)))).kind())
        .isEqualTo(Exchange.Kind.TLS_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "https://10.0.0.1/, private",
    "https://[::ffff:127.0.0.1]/, v4_mapped",
    "https://169.254.169.254/latest, metadata",
    "https://0xa9fea9fe/, metadata",
    "ftp://127.0.0.1/, scheme",
    "http://1.1.1.1/, scheme",
    "https://1.1.1.1:22/, port",
    "https://user@127.0.0.1/, userinfo",
    "mailto:someone@example.com, scheme"
  })
  void refusesForbiddenTargetsAndSaysWhy(String uri, String rule) {
    Exchange exchange = await(door(localhost()).send(get(URI.create(uri))));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.message()).isNotBlank();
            });
    assertThat(refusals).extracting(EgressRule::label).containsExactly(rule);
  }

  @Test
  void aNameWithAForbiddenAddressAmongGoodOnesIsRefused() {
    Resolver mixed = host -> Future.succeededFuture(addresses("127.0.0.1", "192.168.0.1"));
    HttpServer server = serve(request -> request.response().end());

    Exchange exchange = await(door(mixed).send(get(http(server))));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("private");
              assertThat(refused.message()).contains(NAME).doesNotContain("192.168");
            });
  }

  @Test
  void connectsOnlyToWhatItVettedWhenTheNameIsBoundAnew() {
    AtomicInteger lookups = new AtomicInteger();
    Resolver rebinding =
        host ->
            Future.succeededFuture(
                addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254"));
    HttpServer server = serve(request -> request.response().end("vetted"));
    OutboundDoor door = door(rebinding);

    assertThat(answered(door.send(get(http(server)))).address()).isEqualTo("127.0.0.1");
    assertThat(answered(door.send(get(http(server)))).address()).isEqualTo("127.0.0.1");
    assertThat(lookups).hasValue(1);
    // Another port is another origin: it is looked up, and vetted, by itself.
    URI otherPort = URI.create("http://" + NAME + ":1/");
    assertThat(await(door.send(get(otherPort))))
        .isInstanceOfSatisfying(
            Exchange.Refused.class, refused -> assertThat(refused.rule()).isEqualTo("metadata"));
  }

  @Test
  void aNameWithoutAddressesFailsAndIsLookedUpAgainNextTime() {
    AtomicInteger lookups = new AtomicInteger();
    HttpServer server = serve(request -> request.response().end());
    OutboundDoor door =
        door(
            host ->
                switch (lookups.getAndIncrement()) {
                  case 0 -> Future.succeededFuture(List.of());
                  case 1 -> Future.failedFuture("the name server is away");
                  default -> Future.succeededFuture(addresses("127.0.0.1"));
                });

    for (int i = 0; i < 2; i++) {
      Exchange.Failed failed = failed(door.send(get(http(server))));
      assertThat(failed.kind()).isEqualTo(Exchange.Kind.DNS_FAILED);
      assertThat(failed.message()).contains(NAME);
      assertThat(failed.address()).isEmpty();
    }
    assertThat(answered(door.send(get(http(server)))).status()).isEqualTo(200);
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

    Exchange.Failed failed = failed(door(localhost()).send(get(http(server))));
    assertThat(failed.kind()).isEqualTo(Exchange.Kind.CONNECT_FAILED);
    assertThat(failed.address()).isEqualTo("127.0.0.1");

    Resolver two = host -> Future.succeededFuture(addresses("127.0.0.2", "127.0.0.3"));
    assertThat(answered(door(two).send(get(http(server)))).address()).isEqualTo("127.0.0.3");
  }

  @Test
  void theDeadlineCoversASilentServer() {
    HttpServer server = serve(request -> {});

    Exchange.Failed failed =
        failed(door(localhost()).send(get(http(server), Duration.ofMillis(300), 1000, 0)));

    assertThat(failed.kind()).isEqualTo(Exchange.Kind.TIMEOUT);
    assertThat(failed.message())
        .isEqualTo("the time limit of 0.3 s passed while waiting for the answer");
    assertThat(failed.took()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void theDeadlineCoversABodyThatDripsForEver() {
    HttpServer server =
        serve(
            request -> {
              request.response().setChunked(true);
              request.response().write("a");
              long drip = vertx.setPeriodic(20, tick -> request.response().write("a"));
              request.response().closeHandler(closed -> vertx.cancelTimer(drip));
            });

    Exchange.Failed failed =
        failed(door(localhost()).send(get(http(server), Duration.ofMillis(300), 100_000, 0)));

    assertThat(failed.kind()).isEqualTo(Exchange.Kind.TIMEOUT);
    assertThat(failed.message()).endsWith("reading the answer");
  }

  @Test
  void theDeadlineCoversTheLookUp() {
    Exchange.Failed failed =
        failed(
            door(host -> Future.future(never -> {}))
                .send(get(URI.create("https://" + NAME + "/"), Duration.ofMillis(100), 1000, 0)));

    assertThat(failed.kind()).isEqualTo(Exchange.Kind.TIMEOUT);
    assertThat(failed.message()).endsWith("looking up the name");
  }

  @Test
  void anEndlessBodyIsCutAtTheCapAndItsConnectionClosed() {
    Promise<Void> hangUp = Promise.promise();
    HttpServer server =
        serve(
            request -> {
              request.connection().closeHandler(v -> hangUp.tryComplete());
              request.response().setChunked(true);
              pour(request);
            });

    Exchange.Answered answer =
        answered(door(localhost()).send(get(http(server), PATIENCE, 65_536, 0)));

    assertThat(answer.body().length()).isEqualTo(65_536);
    assertThat(answer.truncated()).isTrue();
    await(hangUp.future());
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000, false", "1001, 1000, true", "0, 0, false", "1, 0, true"})
  void theCapIsExact(int length, int cap, boolean truncated) {
    HttpServer server = serve(request -> request.response().end("a".repeat(length)));

    Exchange.Answered answer =
        answered(door(localhost()).send(get(http(server), PATIENCE, cap, 0)));

    assertThat(answer.body().length()).isEqualTo(Math.min(length, cap));
    assertThat(answer.truncated()).isEqualTo(truncated);
  }

  @Test
  void aPackedAnswerIsNotUnpacked() {
    HttpServer server =
        listen(
            new HttpServerOptions().setCompressionSupported(true),
            request ->
                request
                    .response()
                    .putHeader("x-accepts", request.getHeader("Accept-Encoding"))
                    .end("a".repeat(100_000)));

    Exchange.Answered answer =
        answered(
            door(localhost())
                .send(
                    new OutboundRequest(
                        HttpMethod.GET,
                        http(server),
                        Map.of("accept-encoding", "gzip"),
                        null,
                        PATIENCE,
                        1_000_000,
                        0)));
    assertThat(answer.headers().get("content-encoding")).isEqualTo("gzip");
    assertThat(answer.body().length()).isLessThan(2000);

    Exchange.Answered plain =
        answered(door(localhost()).send(get(http(server), PATIENCE, 1_000_000, 0)));
    assertThat(plain.headers().get("x-accepts")).isEqualTo("identity");
    assertThat(plain.body().length()).isEqualTo(100_000);
  }

  @Test
  void redirectsAreFollowedAsFarAsAllowed() {
    HttpServer server =
        serve(
            request -> {
              int step = Integer.parseInt(request.path().substring(1));
              request
                  .response()
                  .setStatusCode(step == 3 ? 200 : 302)
                  .putHeader("Location", "/" + (step + 1))
                  .end("at " + step);
            });
    URI begin = http(server).resolve("/0");
    OutboundDoor door = door(localhost());

    Exchange.Answered three = answered(door.send(get(begin, PATIENCE, 1000, 3)));
    assertThat(three.status()).isEqualTo(200);
    assertThat(three.body()).hasToString("at 3");
    assertThat(three.finalUri()).isEqualTo(begin.resolve("/3"));

    Exchange.Answered two = answered(door.send(get(begin, PATIENCE, 1000, 2)));
    assertThat(two.status()).isEqualTo(302);
    assertThat(two.body()).hasToString("at 2");

    assertThat(answered(door.send(get(begin, PATIENCE, 1000, 0))).body()).hasToString("at 0");
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, private",
    "//169.254.169.254/latest/meta-data, metadata",
    "file:///etc/passwd, scheme",
    "http://[::1]:1/, loopback",
    "http://2852039166/, metadata"
  })
  void everyHopIsVetted(String location, String rule) {
    HttpServer server =
        serve(
            request -> request.response().setStatusCode(301).putHeader("Location", location).end());

    Exchange exchange = await(door(localhost()).send(get(http(server), PATIENCE, 1000, 3)));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.Refused.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
    assertThat(refusals).hasSize(1);
  }

  @Test
  void anotherOriginDoesNotSeeTheFirstOnesSecrets() {
    Map<String, String> seen = new ConcurrentHashMap<>();
    HttpServer other =
        serve(
            request -> {
              request.headers().forEach(h -> seen.put(h.getKey().toLowerCase(), h.getValue()));
              request.response().end();
            });
    HttpServer first =
        serve(
            request ->
                request
                    .response()
                    .setStatusCode(307)
                    .putHeader("Location", http(other).toString())
                    .end());
    Map<String, String> headers =
        Map.of("Authorization", "Bearer x", "Cookie", "a=b", "X-Api-Key", "k", "Accept", "*/*");

    answered(
        door(localhost())
            .send(
                new OutboundRequest(
                    HttpMethod.GET, http(first), headers, null, PATIENCE, 1000, 3)));

    assertThat(seen.keySet())
        .containsExactlyInAnyOrder("host", "user-agent", "accept-encoding", "accept");
  }

  @ParameterizedTest
  @CsvSource({
    "'X-A', 'b\r\nX-Evil: 1'",
    "'X-A', 'b\nc'",
    "'X-A', 'b\0c'",
    "'X-A', 'snow☃'",
    "'X-A\r\nX-Evil', 'b'",
    "'X A', 'b'",
    "'', 'b'",
    "'Host', 'localhost'",
    "'transfer-encoding', 'chunked'",
    "'Content-Length', '0'"
  })
  void headersCannotBeSmuggledIn(String name, String value) {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        serve(
            request -> {
              requests.incrementAndGet();
              request.response().end();
            });

    Exchange exchange =
        await(
            door(localhost())
                .send(
                    new OutboundRequest(
                        HttpMethod.GET,
                        http(server),
                        Map.of(name, value),
                        null,
                        PATIENCE,
                        1000,
                        0)));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            Exchange.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("header");
              assertThat(refused.message()).doesNotContain("Evil").doesNotContain("\n");
            });
    assertThat(requests).hasValue(0);
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
    OutboundDoor door = door(localhost());

    for (int i = 0; i < 20; i++) {
      assertThat(answered(door.send(get(http(server)))).status()).isEqualTo(200);
    }

    assertThat(peers).hasSize(1);
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
    OutboundDoor door = door(localhost(), new DoorOptions(2, 3));
    List<Future<Exchange>> sent = new ArrayList<>();
    // On one context, so that they enter the pool in this order.
    Future<Exchange> oneTooMany =
        Future.future(
            promise ->
                vertx.runOnContext(
                    v -> {
                      for (int i = 0; i < 3; i++) {
                        sent.add(door.send(get(http(server))));
                      }
                      door.send(get(http(server))).onComplete(promise);
                    }));

    Exchange.Failed failed = failed(oneTooMany);
    assertThat(failed.kind()).isEqualTo(Exchange.Kind.INTERNAL);
    assertThat(failed.message()).contains("too many requests wait");

    await(full.future());
    vertx.setPeriodic(
        5,
        timer -> {
          held.forEach(request -> request.response().end());
          held.removeIf(request -> request.response().ended());
        });
    for (Future<Exchange> one : sent) {
      assertThat(answered(one).status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionThatWasClosedWhileIdleIsNotTheReceiversFailure() {
    // Answers once on each connection, promises to keep it, and hangs up on the next request.
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(OutboundDoorTest::answerOnce)
            .listen(0, "127.0.0.1")
            .await();
    URI uri = URI.create("http://" + NAME + ":" + server.actualPort() + "/");
    OutboundDoor door = door(localhost());

    for (int i = 0; i < 3; i++) {
      assertThat(answered(door.send(get(uri))).status()).isEqualTo(200);
    }
  }

  @Test
  void aServerThatHangsUpAtOnceIsAFailure() {
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

    assertThat(failed(door(localhost()).send(get(uri))).kind())
        .isEqualTo(Exchange.Kind.CONNECT_FAILED);
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

    assertThat(failed(door(localhost()).send(get(uri))).kind())
        .isEqualTo(Exchange.Kind.CONNECT_FAILED);
  }

  @Test
  void completesOnTheCallersContext() {
    HttpServer server = serve(request -> request.response().end());
    OutboundDoor door = door(localhost());
    Set<Boolean> same = new HashSet<>();

    for (String uri : List.of(http(server).toString(), "https://10.0.0.1/", "http://x.test:1/")) {
      Context context = vertx.getOrCreateContext();
      Future<Boolean> onContext =
          Future.future(
              promise ->
                  context.runOnContext(
                      v -> {
                        Context mine = Vertx.currentContext();
                        door.send(get(URI.create(uri)))
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
  void aClosedDoorSaysSo() {
    HttpServer server = serve(request -> request.response().end());
    OutboundDoor door = door(localhost());
    await(door.close());

    assertThat(failed(door.send(get(http(server)))).kind()).isEqualTo(Exchange.Kind.INTERNAL);
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

  private static void pour(HttpServerRequest request) {
    Buffer chunk = Buffer.buffer(new byte[10_000]);
    request.response().write(chunk).onSuccess(v -> vertx.runOnContext(again -> pour(request)));
  }

  private static Resolver localhost() {
    return host -> Future.succeededFuture(addresses("127.0.0.1"));
  }

  private static List<InetAddress> addresses(String... literals) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      try {
        addresses.add(InetAddress.getByName(literal));
      } catch (java.net.UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return addresses;
  }

  private OutboundDoor door(Resolver resolver) {
    return door(resolver, new DoorOptions(4, 16));
  }

  private OutboundDoor trusting() {
    DoorOptions options = new DoorOptions(4, 16, PATIENCE, PATIENCE, Optional.of(certificate));
    return door(localhost(), options);
  }

  private OutboundDoor door(Resolver resolver, DoorOptions options) {
    EgressPolicy policy = new EgressPolicy(List.of("127.0.0.0/8"), false, List.of(443));
    return new OutboundDoor(vertx, policy, resolver, options, refusals::add);
  }

  private static HttpServerOptions tls() {
    return new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate);
  }

  private static HttpServer serve(Handler<HttpServerRequest> handler) {
    return listen(new HttpServerOptions(), handler);
  }

  private static HttpServer listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1").await();
  }

  private static URI http(HttpServer server) {
    return URI.create("http://" + NAME + ":" + server.actualPort() + "/");
  }

  private static URI https(HttpServer server) {
    return URI.create("https://" + NAME + ":" + server.actualPort() + "/");
  }

  private static OutboundRequest get(URI uri) {
    return get(uri, PATIENCE, 65_536, 0);
  }

  private static OutboundRequest get(
      URI uri, Duration deadline, int maxAnswerBytes, int maxRedirects) {
    return new OutboundRequest(
        HttpMethod.GET, uri, Map.of(), null, deadline, maxAnswerBytes, maxRedirects);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing came back", e);
    }
  }

  private static Exchange.Answered answered(Future<Exchange> sent) {
    Exchange exchange = await(sent);
    assertThat(exchange).isInstanceOf(Exchange.Answered.class);
    return (Exchange.Answered) exchange;
  }

  private static Exchange.Failed failed(Future<Exchange> sent) {
    Exchange exchange = await(sent);
    assertThat(exchange).isInstanceOf(Exchange.Failed.class);
    return (Exchange.Failed) exchange;
  }
}
