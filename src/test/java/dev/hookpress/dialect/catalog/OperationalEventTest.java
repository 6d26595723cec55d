package dev.hookpress.dialect.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperationalEventTest {
  private static final Instant AT = Instant.parse("2026-03-04T12:00:00.250Z");
  private static final Instant THEN = Instant.parse("2026-03-04T12:20:00.25Z");

  private static final Target.Webhook TARGET =
      new Target.Webhook(URI.create("https://a.test/hook"), Map.of());

  @Test
  void everyEventHasItsTypeTimeAndData() {
    assertThat(body(new OperationalEvent.ClientBlocked(THEN, 50, Duration.ofMinutes(10))))
        .isEqualTo(
            "{\"type\":\"client.blocked\",\"timestamp\":\"2026-03-04T12:00:00.250Z\","
                + "\"data\":{\"blocked_until\":\"2026-03-04T12:20:00.250Z\",\"errors\":50,"
                + "\"window_seconds\":600}}");
    assertThat(body(new OperationalEvent.ClientUnblocked(AT)))
        .isEqualTo(
            "{\"type\":\"client.unblocked\",\"timestamp\":\"2026-03-04T12:00:00.250Z\","
                + "\"data\":{\"unblocked_at\":\"2026-03-04T12:00:00.250Z\"}}");
    assertThat(body(new OperationalEvent.EndpointGone("https://a.test", new EndpointKey(10))))
        .isEqualTo(
            "{\"type\":\"endpoint.gone\",\"timestamp\":\"2026-03-04T12:00:00.250Z\","
                + "\"data\":{\"endpoint\":\"https://a.test\","
                + "\"endpoint_id\":\"ep_000000000000000a\"}}");
    assertThat(
            body(
                new OperationalEvent.NotificationExhausted(
                    new NotificationId(new UUID(0, 1)),
                    new JobId(new UUID(0, 2)),
                    "https://a.test",
                    10,
                    "timeout")))
        .isEqualTo(
            "{\"type\":\"notification.exhausted\",\"timestamp\":\"2026-03-04T12:00:00.250Z\","
                + "\"data\":{\"notification_id\":\"msg_00000000000000000000000001\","
                + "\"job_id\":\"job_00000000000000000000000002\",\"endpoint\":\"https://a.test\","
                + "\"attempts_made\":10,\"last_outcome\":\"timeout\"}}");
  }

  @Test
  void aSampleIsMarkedAsATest() {
    assertThat(
            new String(
                SampleCallback.of(new JobId(new UUID(0, 2)), TARGET, AT).body(),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"status\":\"completed\",\"destination\":{\"provider\":\"hosted\","
                + "\"url\":\"https://example.com/document.pdf\","
                + "\"expires_at\":\"2026-03-04T13:00:00Z\"},"
                + "\"job_id\":\"job_00000000000000000000000002\","
                + "\"completed_at\":\"2026-03-04T12:00:00Z\",\"test\":true}");
  }

  private static String body(OperationalEvent event) {
    return new String(event.body(AT), StandardCharsets.UTF_8);
  }
}
