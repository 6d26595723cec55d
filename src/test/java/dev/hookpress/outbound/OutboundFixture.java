package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.EgressRule;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Servers on the loopback network, clients that may reach it, and one name for all of it. */
abstract class OutboundFixture {
  static final String NAME = "hooks.example.test";
  static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static Vertx vertx;

  final ConcurrentLinkedQueue<EgressRule> refusals = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  static Resolver localhost() {
    return host -> Future.succeededFuture(addresses("127.0.0.1"));
  }

  static List<InetAddress> addresses(String... literals) {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      try {
        addresses.add(InetAddress.getByName(literal));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return addresses;
  }

  VettedHttpClient outboundClient(Resolver resolver) {
    return outboundClient(resolver, new OutboundOptions(4, 16));
  }

  VettedHttpClient outboundClient(Resolver resolver, OutboundOptions options) {
    EgressPolicy policy = new EgressPolicy(List.of("127.0.0.0/8"), false, List.of(443));
    return new VettedHttpClient(vertx, policy, resolver, options, refusals::add);
  }

  static HttpServer serve(Handler<HttpServerRequest> handler) {
    return listen(new HttpServerOptions(), handler);
  }

  static HttpServer listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1").await();
  }

  static URI http(HttpServer server) {
    return URI.create("http://" + NAME + ":" + server.actualPort() + "/");
  }

  static OutboundRequest get(URI uri) {
    return get(uri, PATIENCE, 65_536, 0);
  }

  static OutboundRequest get(ClientId client, URI uri) {
    return get(client, uri, PATIENCE, 65_536, 0);
  }

  static OutboundRequest get(URI uri, Duration deadline, int maxAnswerBytes, int maxRedirects) {
    return get(CLIENT, uri, deadline, maxAnswerBytes, maxRedirects);
  }

  private static OutboundRequest get(
      ClientId client, URI uri, Duration deadline, int maxAnswerBytes, int maxRedirects) {
    return new OutboundRequest(
        client,
        HttpMethod.GET,
        uri,
        Map.of(),
        null,
        deadline,
        ResponseBody.needed(maxAnswerBytes),
        maxRedirects);
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came back", e);
    }
  }

  static ExchangeResult.Answered answered(Future<ExchangeResult> sent) {
    ExchangeResult exchange = await(sent);
    assertThat(exchange).isInstanceOf(ExchangeResult.Answered.class);
    return (ExchangeResult.Answered) exchange;
  }

  static ExchangeResult.Failed failed(Future<ExchangeResult> sent) {
    ExchangeResult exchange = await(sent);
    assertThat(exchange).isInstanceOf(ExchangeResult.Failed.class);
    return (ExchangeResult.Failed) exchange;
  }
}
