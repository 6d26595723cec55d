package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.account.TestDelivery.Trial;
import dev.hookpress.fakes.FixedDeliverySettings;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.policy.BreakerPolicy;
import dev.hookpress.policy.RetryPolicy;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningScheme;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestCallbacksTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://a.test/"), Map.of());

  private final List<Promise<ExchangeResult>> sent = new ArrayList<>();
  private final Promise<OutboundRequest> signed = Promise.promise();
  private int elsewhere;
  private Future<DeliverySettings.ClientTerms> terms =
      Future.succeededFuture(
          new DeliverySettings.ClientTerms(
              List.of(SigningSecret.of(new byte[32])),
              BreakerPolicy.DEFAULT,
              new RetryPolicy(List.of()),
              false,
              Optional.empty()));
  private final TestCallbacks callbacks =
      new TestCallbacks(
          new FixedDeliverySettings(() -> terms),
          signing -> {
            elsewhere++;
            return signed.future();
          },
          request -> {
            Promise<ExchangeResult> answer = Promise.promise();
            sent.add(answer);
            return answer.future();
          },
          new Dispatcher.Bounds(
              1,
              1,
              Duration.ofSeconds(15),
              Duration.ofSeconds(48),
              Duration.ofSeconds(2),
              65_536,
              4096),
          MutableClock.atNoon(),
          now -> new UUID(0, 1));

  private boolean busy(ClientId client) {
    Future<Trial> trial = callbacks.send(client, TARGET);
    return trial.isComplete() && trial.result() instanceof Trial.Busy;
  }

  @Test
  void aClientHasAtMostFourTestCallbacksInFlight() {
    for (int i = 0; i < 4; i++) {
      assertThat(busy(CLIENT)).isFalse();
    }
    assertThat(busy(CLIENT)).isTrue();
    assertThat(busy(OTHER)).isFalse();
    assertThat(sent).hasSize(5);

    sent.get(0)
        .complete(
            new ExchangeResult.Failed(
                ExchangeResult.Kind.TIMEOUT, "Late.", "", Duration.ofSeconds(15)));
    assertThat(busy(CLIENT)).isFalse();
    assertThat(busy(CLIENT)).isTrue();
  }

  @Test
  void failedTestCallbacksFreeTheirSlot() {
    terms = Future.failedFuture("Postgres is away");
    for (int i = 0; i < 10; i++) {
      assertThat(callbacks.send(CLIENT, TARGET).failed()).isTrue();
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void anUnreachableEndpointIsReportedLikeInAnAttempt() {
    Future<Trial> trial = callbacks.send(CLIENT, TARGET);
    sent.get(0)
        .complete(
            new ExchangeResult.Failed(
                ExchangeResult.Kind.CONNECT_FAILED,
                "Refused.",
                "203.0.113.9",
                Duration.ofMillis(3)));

    Trial.Made made = (Trial.Made) trial.result();
    assertThat(made.outcome()).isEqualTo("connect_failed");
    assertThat(made.status()).isEmpty();
    assertThat(made.detail()).isEqualTo("Refused.");
    assertThat(made.address()).isEqualTo("203.0.113.9");
    assertThat(made.answer()).isEmpty();
  }

  @Test
  void aSigningFailureIsAnInternalErrorAndFreesItsSlot() {
    terms =
        Future.succeededFuture(
            new DeliverySettings.ClientTerms(
                List.of(SigningKeys.draw(SigningScheme.V1A)),
                BreakerPolicy.DEFAULT,
                new RetryPolicy(List.of()),
                false,
                Optional.empty()));
    List<Future<Trial>> trials = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      trials.add(callbacks.send(CLIENT, TARGET));
    }
    assertThat(elsewhere).isEqualTo(4);
    assertThat(busy(CLIENT)).isTrue();

    signed.fail("no such algorithm");

    assertThat(trials).allMatch(Future::failed);
    assertThat(sent).isEmpty();
    assertThat(callbacks.send(CLIENT, TARGET).failed()).as("and not busy").isTrue();
  }
}
