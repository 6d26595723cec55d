package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.policy.EgressRule;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundEgressTest extends OutboundFixture {
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
  void rejectsForbiddenTargetsWithAReason(String uri, String rule) {
    ExchangeResult exchange = await(outboundClient(localhost()).send(get(URI.create(uri))));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            ExchangeResult.Refused.class,
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

    ExchangeResult exchange = await(outboundClient(mixed).send(get(http(server))));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            ExchangeResult.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("private");
              assertThat(refused.message()).contains(NAME).doesNotContain("192.168");
            });
  }

  @Test
  void connectsToTheCheckedAddressAfterDnsRebinding() {
    AtomicInteger lookups = new AtomicInteger();
    Resolver rebinding =
        host ->
            Future.succeededFuture(
                addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254"));
    HttpServer server = serve(request -> request.response().end("vetted"));
    VettedHttpClient outboundClient = outboundClient(rebinding);

    assertThat(answered(outboundClient.send(get(http(server)))).address()).isEqualTo("127.0.0.1");
    assertThat(answered(outboundClient.send(get(http(server)))).address()).isEqualTo("127.0.0.1");
    assertThat(lookups).hasValue(1);
    // Another port is another origin: it is looked up, and vetted, by itself.
    URI otherPort = URI.create("http://" + NAME + ":1/");
    assertThat(await(outboundClient.send(get(otherPort))))
        .isInstanceOfSatisfying(
            ExchangeResult.Refused.class,
            refused -> assertThat(refused.rule()).isEqualTo("metadata"));
  }

  @Test
  void aNameWithoutAddressesFailsAndIsLookedUpAgainNextTime() {
    AtomicInteger lookups = new AtomicInteger();
    HttpServer server = serve(request -> request.response().end());
    VettedHttpClient outboundClient =
        outboundClient(
            host ->
                switch (lookups.getAndIncrement()) {
                  case 0 -> Future.succeededFuture(List.of());
                  case 1 -> Future.failedFuture("the name server is away");
                  default -> Future.succeededFuture(addresses("127.0.0.1"));
                });

    for (int i = 0; i < 2; i++) {
      ExchangeResult.Failed failed = failed(outboundClient.send(get(http(server))));
      assertThat(failed.kind()).isEqualTo(ExchangeResult.Kind.DNS_FAILED);
      assertThat(failed.message()).contains(NAME);
      assertThat(failed.address()).isEmpty();
    }
    assertThat(answered(outboundClient.send(get(http(server)))).status()).isEqualTo(200);
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
    VettedHttpClient outboundClient = outboundClient(localhost());

    ExchangeResult.Answered three = answered(outboundClient.send(get(begin, PATIENCE, 1000, 3)));
    assertThat(three.status()).isEqualTo(200);
    assertThat(three.body()).hasToString("at 3");
    assertThat(three.finalUri()).isEqualTo(begin.resolve("/3"));

    ExchangeResult.Answered two = answered(outboundClient.send(get(begin, PATIENCE, 1000, 2)));
    assertThat(two.status()).isEqualTo(302);
    assertThat(two.body()).hasToString("at 2");

    assertThat(answered(outboundClient.send(get(begin, PATIENCE, 1000, 0))).body())
        .hasToString("at 0");
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/, private",
    "//169.254.169.254/latest/meta-data, metadata",
    "file:///etc/passwd, scheme",
    "http://[::1]:1/, loopback",
    "http://2852039166/, metadata"
  })
  void everyRedirectIsChecked(String location, String rule) {
    HttpServer server =
        serve(
            request -> request.response().setStatusCode(301).putHeader("Location", location).end());

    ExchangeResult exchange =
        await(outboundClient(localhost()).send(get(http(server), PATIENCE, 1000, 3)));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            ExchangeResult.Refused.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
    assertThat(refusals).hasSize(1);
  }

  @Test
  void secretsAreNotSentToAnotherOrigin() {
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
        outboundClient(localhost())
            .send(
                new OutboundRequest(
                    CLIENT,
                    HttpMethod.GET,
                    http(first),
                    headers,
                    null,
                    PATIENCE,
                    ResponseBody.needed(1000),
                    3)));

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
  void headersCannotBeInjected(String name, String value) {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        serve(
            request -> {
              requests.incrementAndGet();
              request.response().end();
            });

    ExchangeResult exchange =
        await(
            outboundClient(localhost())
                .send(
                    new OutboundRequest(
                        CLIENT,
                        HttpMethod.GET,
                        http(server),
                        Map.of(name, value),
                        null,
                        PATIENCE,
                        ResponseBody.needed(1000),
                        0)));

    assertThat(exchange)
        .isInstanceOfSatisfying(
            ExchangeResult.Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo("header");
              assertThat(refused.message()).doesNotContain("Evil").doesNotContain("\n");
            });
    assertThat(requests).hasValue(0);
  }
}
