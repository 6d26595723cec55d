package dev.hookpress.bench;

import dev.hookpress.config.Settings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.outbound.DnsResolver;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.signing.SigningSecret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Sends the same requests without the rest of the system: already signed, from memory, results
 * discarded.
 */
final class Limits implements AutoCloseable {
  private static final int SOCKETS = 64;

  private final Vertx vertx =
      Vertx.vertx(
          // One event loop, like the dispatcher.
          new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
  private final Settings settings;
  private final ReceiverProcess receiver;
  private final DnsResolver resolver = new DnsResolver();
  private final VettedHttpClient vetted;
  private final HttpClient client;
  private final byte[] body;
  private final Map<String, String> headers;
  private final int requests;
  private final Set<String> warm = new HashSet<>();

  /**
   * Creates the clients.
   *
   * @param requests per run; the first run of each kind is preceded by one that does not count
   */
  Limits(Settings settings, ReceiverProcess receiver, int requests, Instant now) {
    this.settings = settings;
    this.requests = requests;
    this.receiver = receiver;
    this.body = Message.body(new JobId(new UUID(now.toEpochMilli() << 16, 1)), now);
    this.headers = Message.signedHeaders(body, SigningSecret.of(new byte[32]), now);
    Settings.Outbound outbound = settings.outbound();
    this.vetted =
        new VettedHttpClient(
            vertx,
            new EgressPolicy(outbound.allow(), outbound.allowHttp(), outbound.ports()),
            resolver,
            new OutboundOptions(outbound.poolPerOrigin(), outbound.maxWaitingPerOrigin()),
            refused -> {});
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions())
            .with(
                new PoolOptions()
                    .setHttp1MaxSize(outbound.poolPerOrigin())
                    .setMaxWaitQueueSize(outbound.maxWaitingPerOrigin()))
            .build();
  }

  int bodyBytes() {
    return body.length;
  }

  /** Vert.x's HTTP client. */
  Arrivals bareClient(int origins) {
    Buffer sent = Buffer.buffer(body);
    List<RequestOptions> options =
        hooks(origins).stream()
            .map(
                hook ->
                    new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(hook.getHost())
                        .setPort(hook.getPort())
                        .setURI(hook.getRawPath()))
            .toList();
    return asDispatched(
        "client",
        origins,
        number ->
            client
                .request(options.get(number % origins))
                .compose(
                    request -> {
                      headers.forEach(request::putHeader);
                      return request.send(sent);
                    })
                .compose(answer -> answer.body().map(answer.statusCode())));
  }

  /** The same through the outbound client. */
  Arrivals outboundClient(int origins) {
    ClientId tenant = new ClientId(new UUID(0, 1));
    Buffer sent = Buffer.buffer(body);
    Settings.Delivery delivery = settings.delivery();
    List<URI> hooks = hooks(origins);
    return asDispatched(
        "outbound",
        origins,
        number ->
            vetted
                .send(
                    new OutboundRequest(
                        tenant,
                        HttpMethod.POST,
                        hooks.get(number % origins),
                        headers,
                        sent,
                        Duration.ofSeconds(delivery.deadlineSeconds()),
                        ResponseBody.forTheLog(delivery.maxAnswerBytes()),
                        0))
                .map(
                    end ->
                        end instanceof ExchangeResult.Answered answered ? answered.status() : 0));
  }

  /** The throughput of the receiver with bare sockets, one request at a time on each. */
  Arrivals sockets() {
    URI hook = hooks(1).get(0);
    StringBuilder head =
        new StringBuilder(
            "POST " + hook.getRawPath() + " HTTP/1.1\r\nhost: " + hook.getAuthority());
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    head.append("\r\ncontent-length: ").append(body.length).append("\r\n\r\n");
    Buffer request =
        Buffer.buffer(head.toString().getBytes(StandardCharsets.UTF_8)).appendBytes(body);
    NetClient net = vertx.createNetClient();
    try {
      List<BareSocket> sockets = new ArrayList<>();
      for (int i = 0; i < SOCKETS; i++) {
        sockets.add(new BareSocket(net.connect(hook.getPort(), hook.getHost()).await()));
      }
      return warmVolley(
          "sockets", SOCKETS, number -> sockets.get(number % SOCKETS).send(request).map(200));
    } finally {
      net.close().await();
    }
  }

  private List<URI> hooks(int origins) {
    return receiver.hooks().subList(0, origins);
  }

  /** As many in flight as the dispatcher would have: its client's share, or all its slots. */
  private Arrivals asDispatched(String kind, int origins, IntFunction<Future<Integer>> send) {
    Settings.Delivery delivery = settings.delivery();
    int inFlight = Math.min(delivery.slots(), delivery.slotsPerEndpoint() * origins);
    return warmVolley(kind + origins, inFlight, send);
  }

  private Arrivals warmVolley(String kind, int inFlight, IntFunction<Future<Integer>> send) {
    if (warm.add(kind)) {
      volley(inFlight, send);
    }
    return volley(inFlight, send);
  }

  private Arrivals volley(int inFlight, IntFunction<Future<Integer>> send) {
    receiver.reset();
    Volley volley = new Volley(requests, inFlight, send);
    String deployment = vertx.deployVerticle(volley).await();
    volley.answered().await();
    vertx.undeploy(deployment).await();
    return receiver.report();
  }

  @Override
  public void close() {
    Future.join(client.close(), vetted.close(), resolver.close()).await();
    vertx.close().await();
  }
}
