package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.adobe.AdobeDialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.policy.Outcome;
import dev.hookpress.support.Misbehaviour;
import dev.hookpress.support.RawReceiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Two tenants on one host, and ten thousand messages to a receiver that misbehaves at random: no
 * message is ever given the answer of another.
 */
class RandomReceiverIT {
  private static final int MESSAGES = 10_000;
  private static final int IN_FLIGHT = 64;
  private static final long SEED = 20_261_127;
  // An origin whose bytes came late is not trusted with a second request: one would be too few.
  private static final int ORIGINS = 97;
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final List<ClientId> TENANTS =
      List.of(new ClientId(new UUID(0, 1)), new ClientId(new UUID(0, 2)));

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, String> tenantOfConnection = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<Outcome, AtomicInteger> outcomes = new EnumMap<>(Outcome.class);
  private final AtomicInteger begun = new AtomicInteger();
  private final Promise<Void> done = Promise.promise();
  private int ended;

  /** Records an answer, and sends it. */
  private void misbehave(RawReceiver.Received request, RawReceiver.Peer peer, Random random) {
    String tenant = request.body().substring(0, 1);
    String first = tenantOfConnection.putIfAbsent(request.connection(), tenant);
    if (first != null && !first.equals(tenant)) {
      faults.add("a connection of " + first + " carried a message of " + tenant);
    }
    Misbehaviour kind = Misbehaviour.values()[random.nextInt(Misbehaviour.values().length)];
    if (kind.acknowledges()) {
      acknowledged.add(request.body());
    }
    kind.answer(request.body(), peer);
  }

  @Test
  void noMessageIsGivenTheAnswerOfAnother() throws Exception {
    Random random = new Random(SEED);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new AtomicInteger());
    }
    Vertx vertx = Vertx.vertx();
    try (RawReceiver receiver =
        RawReceiver.start((request, peer) -> misbehave(request, peer, random))) {
      VettedHttpClient outboundClient =
          new VettedHttpClient(
              vertx,
              new EgressPolicy(List.of("127.0.0.0/8"), false, List.of(443)),
              host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
              new OutboundOptions(IN_FLIGHT, IN_FLIGHT),
              refused -> {});
      vertx.runOnContext(
          start -> {
            for (int i = 0; i < IN_FLIGHT; i++) {
              next(outboundClient, receiver);
            }
          });
      done.future().await(170, TimeUnit.SECONDS);
      assertThat(receiver.received())
          .as("each is sent once")
          .extracting(RawReceiver.Received::body)
          .doesNotHaveDuplicates();
      assertThat(receiver.connections()).as("connections are used again").isLessThan(MESSAGES);
      outboundClient.close().await(10, TimeUnit.SECONDS);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }

    assertThat(faults).isEmpty();
    assertThat(outcomes.get(Outcome.INTERNAL)).hasValue(0);
    for (Outcome seen :
        List.of(
            Outcome.DELIVERED, Outcome.STATUS_REJECTED, Outcome.TIMEOUT, Outcome.CONNECTION_LOST)) {
      assertThat(outcomes.get(seen)).as(seen.label()).hasPositiveValue();
    }
  }

  private void next(VettedHttpClient outboundClient, RawReceiver receiver) {
    int number = begun.getAndIncrement();
    if (number >= MESSAGES) {
      return;
    }
    int tenant = number % TENANTS.size();
    String message = tenant + ":" + number;
    Dialect dialect = Dialects.of(number % 5 == 0 ? AdobeDialect.NAME : NativeDialect.NAME);
    OutboundRequest request =
        new OutboundRequest(
            TENANTS.get(tenant),
            HttpMethod.POST,
            URI.create(
                "http://h" + number / 2 % ORIGINS + ".example.test:" + receiver.port() + "/"),
            Map.of(),
            Buffer.buffer(message),
            DEADLINE,
            dialect.readsAnswer() ? ResponseBody.needed(65_536) : ResponseBody.forTheLog(65_536),
            0);
    outboundClient
        .send(request)
        .onComplete(
            end -> {
              judge(message, end.result(), dialect);
              if (++ended == MESSAGES) {
                done.complete();
              } else {
                next(outboundClient, receiver);
              }
            });
  }

  private void judge(String message, ExchangeResult exchange, Dialect dialect) {
    Outcome outcome = AttemptResult.of(exchange, dialect).outcome();
    outcomes.get(outcome).incrementAndGet();
    if (exchange instanceof ExchangeResult.Answered answered) {
      String answers = answered.headers().get("x-answers");
      if (answers != null && !answers.equals(message)) {
        faults.add(message + " was given the answer of " + answers);
      }
    }
    if (outcome == Outcome.DELIVERED && !acknowledged.contains(message)) {
      faults.add(message + " was taken for delivered");
    }
  }
}
