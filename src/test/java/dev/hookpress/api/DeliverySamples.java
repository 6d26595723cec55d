package dev.hookpress.api;

import dev.hookpress.api.deliveries.EndpointView;
import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.deliveries.NotificationView.AttemptView;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API shows of deliveries, with every field. */
final class DeliverySamples {
  private DeliverySamples() {}

  static EndpointView endpoint(EndpointKey key, Instant now) {
    return new EndpointView(
        key,
        Optional.of("https://hook.test/in?key=…"),
        "https://hook.test",
        Optional.of(new EndpointView.Hold(now.plusSeconds(5), "Busy.")),
        Optional.empty(),
        Optional.of(now),
        Optional.empty(),
        Optional.of(now),
        Optional.of(8),
        true,
        true,
        Optional.of(new EndpointView.LastAttempt("delivered", now)),
        new EndpointView.Attempts(2, 1, Optional.of(3L), Optional.of(4)));
  }

  static NotificationView delivered(NotificationId id, JobId job, Instant now) {
    AttemptView attempt =
        new AttemptView(
            1,
            now,
            12,
            "203.0.113.9",
            "delivered",
            Optional.of(200),
            "The receiver answered 200.",
            Map.of("content-type", "text/plain"),
            Buffer.buffer("ok"));
    return new NotificationView(
        id,
        Optional.of(job),
        Optional.empty(),
        NativeDialect.NAME,
        NotificationState.DELIVERED,
        EndpointKey.of("https://hook.test", false),
        "https://hook.test",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.of(now),
        1,
        List.of(attempt),
        Optional.of(
            new NotificationView.SentRequest(
                "https://hook.test/…", Map.of("webhook-id", "msg_1"), Buffer.buffer("{}"))));
  }
}
