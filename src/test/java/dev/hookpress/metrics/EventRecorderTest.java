package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.Attempt;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.ExchangeHeads;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.support.CapturedLog;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Optional<JobId> JOB = Optional.of(new JobId(new UUID(3, 3)));
  private static final Target WEBHOOK =
      new Target.Webhook(URI.create("https://receiver.example/hook"), Map.of());
  private static final Next DELIVERED = new Next.End(NotificationState.DELIVERED);
  private static final Next LATER = new Next.RetryAt(NOW.plusSeconds(5));

  private final Metrics metrics = new Metrics(Dialects.names(), List.of("loopback"), false);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void theObjectiveCountsFirstAttemptsOfCallbacksAlone() {
    EventRecorder recorder = new EventRecorder(metrics, 1);
    recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.DELIVERED, DELIVERED));
    recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.DELIVERED, DELIVERED));
    recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.TIMEOUT, LATER));
    // A retry or a replay, an e-mail, an operational event, and what is sent again at once.
    recorder.attempted(attempt(WEBHOOK, JOB, 1, Outcome.TIMEOUT, LATER));
    Target mail = new Target.Email("team@receiver.example");
    recorder.attempted(attempt(mail, JOB, 0, Outcome.TIMEOUT, LATER));
    recorder.attempted(attempt(WEBHOOK, Optional.empty(), 0, Outcome.TIMEOUT, LATER));
    recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.CONNECTION_LOST, new Next.AtOnce()));

    assertThat(metrics.scrape())
        .contains(
            "hookpress_first_attempts_total{good=\"true\"} 2.0",
            "hookpress_first_attempts_total{good=\"false\"} 1.0");
  }

  @Test
  void oneOfSoManySuccessesIsLoggedAndEveryFailure() {
    try (CapturedLog log = CapturedLog.of("hookpress.events")) {
      EventRecorder recorder = new EventRecorder(metrics, 3);
      for (int i = 0; i < 7; i++) {
        recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.DELIVERED, DELIVERED));
        recorder.attempted(attempt(WEBHOOK, JOB, 0, Outcome.TIMEOUT, LATER));
      }

      assertThat(log.lines()).filteredOn(line -> line.contains("\"delivered\"")).hasSize(3);
      assertThat(log.lines()).filteredOn(line -> line.contains("\"timeout\"")).hasSize(7);
    }
  }

  private static Attempt attempt(
      Target target, Optional<JobId> job, int made, Outcome outcome, Next next) {
    Endpoint endpoint =
        new Endpoint(
            new ClientId(new UUID(1, 1)), EndpointKey.of(target.identity(), job.isEmpty()));
    ClaimedNotification notification =
        new ClaimedNotification(
            endpoint,
            endpoint,
            false,
            Optional.empty(),
            new NotificationId(new UUID(2, 2)),
            1,
            made,
            0,
            job,
            NativeDialect.NAME,
            target,
            new byte[0],
            NOW);
    return new Attempt(
        notification,
        NOW,
        Duration.ofMillis(20),
        "",
        outcome,
        OptionalInt.empty(),
        "",
        Buffer.buffer(),
        ExchangeHeads.NONE,
        next,
        NOW.plusMillis(20),
        Optional.empty(),
        Optional.empty());
  }
}
