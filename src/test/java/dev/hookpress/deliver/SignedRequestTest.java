package dev.hookpress.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.ResponseBody;
import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignedRequestTest {
  private static final Instant AT = Instant.parse("2026-03-04T12:00:00Z");
  private static final SigningSecret SECRET = SigningSecret.of(new byte[32]);
  private static final byte[] BODY = "{}".getBytes();

  private static OutboundRequest request(Map<String, String> headers) {
    return SignedRequest.of(
        new SignedRequest.Message(
            new ClientId(new UUID(0, 2)),
            new NotificationId(new UUID(0, 1)),
            3,
            new Target.Webhook(URI.create("https://a.test/hook?x"), headers),
            BODY),
        List.of(SECRET),
        AT,
        Dialects.of(NativeDialect.NAME),
        new Dispatcher.Bounds(
            1,
            1,
            Duration.ofSeconds(15),
            Duration.ofSeconds(48),
            Duration.ofSeconds(2),
            65_536,
            4096));
  }

  @Test
  void aRequestIsSignedAndBounded() {
    OutboundRequest request = request(Map.of("X-Mine", "1"));

    assertThat(request.headers())
        .containsEntry("X-Mine", "1")
        .containsEntry("content-type", "application/json")
        .containsEntry("user-agent", "Hookpress/1")
        .containsEntry("accept-encoding", "gzip, identity")
        .containsEntry("webhook-attempt", "3")
        .containsEntry("webhook-id", "msg_00000000000000000000000001");
    assertThat(StandardWebhooks.verify(request.headers(), BODY, List.of(SECRET), AT)).isTrue();
    assertThat(request.uri()).isEqualTo(URI.create("https://a.test/hook?x"));
    assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(15));
    assertThat(request.wanted()).isEqualTo(ResponseBody.forTheLog(65_536));
    assertThat(request.maxRedirects()).isZero();
  }

  @Test
  void theClientsHeadersWinInAnyCase() {
    OutboundRequest request =
        request(Map.of("Content-Type", "application/vnd.mine+json", "USER-AGENT", "mine"));

    assertThat(request.headers())
        .containsEntry("Content-Type", "application/vnd.mine+json")
        .containsEntry("USER-AGENT", "mine")
        .doesNotContainKeys("content-type", "user-agent");
  }
}
