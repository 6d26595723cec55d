package dev.hookpress.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Fetches in flight to one host are bounded, by client and in all, and none is made twice. */
class FetchClientTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ClientId ONE = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));

  private record Sent(OutboundRequest request, Promise<ExchangeResult> answer) {}

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final FetchClient client =
      new FetchClient(
          VERTX,
          request -> {
            Promise<ExchangeResult> answer = Promise.promise();
            sent.add(new Sent(request, answer));
            return answer.future();
          },
          new FetchClient.Bounds(3, 2, 4),
          Optional.of(URI.create("https://hookpress.test/bot")));

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().await(10, TimeUnit.SECONDS);
  }

  private Future<ExchangeResult> get(ClientId by, String uri, Duration deadline) {
    return client.send(
        new OutboundRequest(
            by,
            HttpMethod.GET,
            URI.create(uri),
            Map.of("accept", "*/*"),
            null,
            deadline,
            ResponseBody.needed(1_000),
            3));
  }

  private Future<ExchangeResult> get(ClientId by, String uri) {
    return get(by, uri, Duration.ofSeconds(30));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  private void untilSent(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (sent.size() < count) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    assertThat(sent).hasSize(count);
  }

  private static ExchangeResult ok(String body) {
    return new ExchangeResult.Answered(
        200,
        MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer(body),
        false,
        URI.create("https://victim.test/"),
        "192.0.2.1",
        Duration.ZERO);
  }

  private static String body(Future<ExchangeResult> result) throws Exception {
    return ((ExchangeResult.Answered) await(result)).body().toString();
  }

  @Test
  void noMoreThanTheBoundsAreInFlightToOneHost() throws Exception {
    List<Future<ExchangeResult>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(get(ONE, "https://victim.test/" + i));
    }
    untilSent(2);
    get(OTHER, "https://Victim.test/a");
    get(OTHER, "https://victim.test/b");
    untilSent(3);
    get(ONE, "https://elsewhere.test/");
    untilSent(4);

    sent.get(0).answer().complete(ok("first"));

    assertThat(body(all.get(0))).isEqualTo("first");
    untilSent(5);
    assertThat(sent.get(4).request().uri()).hasToString("https://victim.test/2");
  }

  @Test
  void theSameFetchOfAClientIsMadeOnceAndSharedWithNobodyElse() throws Exception {
    Future<ExchangeResult> first = get(ONE, "https://victim.test/same");
    Future<ExchangeResult> second = get(ONE, "https://victim.test/same");
    get(OTHER, "https://victim.test/same");
    untilSent(2);

    sent.stream()
        .filter(each -> each.request().client().equals(ONE))
        .forEach(each -> each.answer().complete(ok("once")));

    assertThat(body(first)).isEqualTo("once");
    assertThat(body(second)).isEqualTo("once");
    get(ONE, "https://victim.test/same");
    untilSent(3);
  }

  @Test
  void waitingIsBoundedInNumberAndTime() throws Exception {
    for (int i = 0; i < 5; i++) {
      get(ONE, "https://victim.test/" + i);
    }
    ExchangeResult late = await(get(ONE, "https://victim.test/late", Duration.ofMillis(50)));
    assertThat(((ExchangeResult.Failed) late).kind()).isEqualTo(ExchangeResult.Kind.TIMEOUT);
    get(ONE, "https://victim.test/fourth-that-waits");
    ExchangeResult tooMany = await(get(ONE, "https://victim.test/too-many"));
    assertThat(((ExchangeResult.Failed) tooMany).message()).contains("too many fetches");
    untilSent(2);
  }

  @Test
  void theUserAgentNamesTheContactPage() {
    get(ONE, "https://victim.test/");
    untilSent(1);

    assertThat(sent.get(0).request().headers())
        .containsEntry("user-agent", "Hookpress (+https://hookpress.test/bot)");
  }
}
