package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.secrets.SigningKeys;
import dev.hookpress.signing.SigningKey;
import dev.hookpress.signing.SigningScheme;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SignerTest {
  private static final Instant AT = Instant.parse("2026-03-04T12:00:00Z");
  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://a.test/"), Map.of());
  private static final byte[] BODY = "{}".getBytes();
  private static final SigningKey SECRET = SigningSecret.of(new byte[32]);
  private static final SigningKey PAIR = SigningKeys.draw(SigningScheme.V1A);
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private record Elsewhere(Callable<OutboundRequest> signing, Promise<OutboundRequest> signed) {
    void sign() {
      Future.<OutboundRequest>future(
              promise -> {
                try {
                  promise.complete(signing.call());
                } catch (Exception broken) {
                  promise.fail(broken);
                }
              })
          .onComplete(signed);
    }
  }

  private final List<Elsewhere> elsewhere = new ArrayList<>();

  private Future<OutboundRequest> request(Duration deadline, SigningKey... keys) {
    SigningExecutor threads =
        signing -> {
          Promise<OutboundRequest> signed = Promise.promise();
          elsewhere.add(new Elsewhere(signing, signed));
          return signed.future();
        };
    return new Signer(
            threads,
            new Dispatcher.Bounds(1, 1, deadline, deadline, Duration.ofSeconds(2), 65_536, 4096))
        .request(
            new SignedRequest.Message(
                new ClientId(new UUID(0, 2)), new NotificationId(new UUID(0, 1)), 1, TARGET, BODY),
            List.of(keys),
            AT,
            Dialects.of(NativeDialect.NAME));
  }

  @Test
  void withSecretsOnlyItIsSignedAtOnce() {
    Future<OutboundRequest> signed = request(DEADLINE, SECRET, SigningSecret.of(new byte[24]));

    assertThat(elsewhere).isEmpty();
    assertThat(signed.result().deadline()).isEqualTo(DEADLINE);
    assertThat(verified(signed, SECRET)).isTrue();
  }

  @Test
  void withAKeyPairItIsSignedOnAnotherThreadWithinTheDeadline() {
    Future<OutboundRequest> signed = request(DEADLINE, SECRET, PAIR);
    assertThat(signed.isComplete()).isFalse();

    elsewhere.get(0).sign();

    assertThat(verified(signed, SECRET)).isTrue();
    assertThat(verified(signed, PAIR)).isTrue();
    assertThat(signed.result().deadline()).isPositive().isLessThan(DEADLINE);
  }

  @Test
  void anUnsignedNotificationIsNotSentAfterItsDeadline() {
    Future<OutboundRequest> signed = request(Duration.ofMillis(1), PAIR);

    assertThat(signed.toCompletionStage()).failsWithin(Duration.ofSeconds(10));
    elsewhere.get(0).sign();
    assertThat(signed.failed()).isTrue();
  }

  private static boolean verified(Future<OutboundRequest> signed, SigningKey key) {
    return StandardWebhooks.verify(signed.result().headers(), BODY, List.of(key), AT);
  }
}
