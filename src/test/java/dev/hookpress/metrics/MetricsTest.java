package dev.hookpress.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.policy.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Metrics metrics =
      new Metrics(Dialects.names(), List.of("loopback", "private"), false);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void everyKnownSeriesExistsBeforeTheFirstEvent() {
    assertThat(lines())
        .contains(
            "hookpress_jobs_accepted_total{dialect=\"native\"} 0.0",
            "hookpress_job_duration_seconds_count{dialect=\"native\",outcome=\"completed\"} 0",
            "hookpress_job_duration_seconds_count{dialect=\"native\",outcome=\"failed\"} 0",
            "hookpress_job_duration_seconds_count{dialect=\"native\",outcome=\"canceled\"} 0",
            "hookpress_render_duration_seconds_count{outcome=\"rendered\"} 0",
            "hookpress_render_duration_seconds_count{outcome=\"render_timeout\"} 0",
            "hookpress_render_oldest_due_seconds NaN",
            "hookpress_delivery_latency_seconds_count{dialect=\"native\"} 0",
            "hookpress_notifications_total{dialect=\"native\",state=\"delivered\"} 0.0",
            "hookpress_notifications_total{dialect=\"native\",state=\"exhausted\"} 0.0",
            "hookpress_notifications_total{dialect=\"native\",state=\"gone\"} 0.0",
            "hookpress_notifications_total{dialect=\"native\",state=\"refused\"} 0.0",
            "hookpress_delivery_oldest_due_seconds NaN",
            "hookpress_delivery_inflight 0.0",
            "hookpress_clients_blocked NaN",
            "hookpress_client_blocks_total 0.0",
            "hookpress_leases_reclaimed_total 0.0",
            "hookpress_breaker_degraded NaN",
            "hookpress_egress_refused_total{rule=\"loopback\"} 0.0",
            "hookpress_egress_refused_total{rule=\"private\"} 0.0");
    for (Outcome outcome : Outcome.values()) {
      assertThat(lines()).contains(attempts(outcome.label()) + " 0");
    }
  }

  @Test
  void eventsAreCountedUnderTheirTags() {
    metrics.jobAccepted(NativeDialect.NAME, false);
    metrics.jobEnded(NativeDialect.NAME, JobState.FAILED, Duration.ofSeconds(2));
    metrics.rendered(Optional.of(FailureCode.LIMIT_PAGES), Duration.ofSeconds(1));
    metrics.attempted(NativeDialect.NAME, Outcome.TIMEOUT, Duration.ofSeconds(15));
    metrics.notificationsEnded(NativeDialect.NAME, NotificationState.EXHAUSTED, 1);
    metrics.leasesReclaimed(3);
    metrics.egressRefused("private");
    metrics.deliveryInflight(() -> 9);
    metrics.node().clientsBlocked(4);
    metrics.node().deliveryOldestDue(Duration.ofMillis(1250));
    metrics.node().breakerDegraded(true);

    assertThat(lines())
        .contains(
            "hookpress_jobs_accepted_total{dialect=\"native\"} 1.0",
            "hookpress_job_duration_seconds_sum{dialect=\"native\",outcome=\"failed\"} 2.0",
            "hookpress_render_duration_seconds_count{outcome=\"limit_pages\"} 1",
            attempts("timeout") + " 1",
            attempts("delivered") + " 0",
            "hookpress_notifications_total{dialect=\"native\",state=\"exhausted\"} 1.0",
            "hookpress_leases_reclaimed_total 3.0",
            "hookpress_egress_refused_total{rule=\"private\"} 1.0",
            "hookpress_delivery_inflight 9.0",
            "hookpress_clients_blocked 4.0",
            "hookpress_delivery_oldest_due_seconds 1.25",
            "hookpress_breaker_degraded 1.0");
  }

  @Test
  void latencyBucketsBeginAtOneMillisecond() {
    metrics.delivered(NativeDialect.NAME, Duration.ofNanos(900_000));
    metrics.delivered(NativeDialect.NAME, Duration.ofMillis(2));

    String bucket = "hookpress_delivery_latency_seconds_bucket{dialect=\"native\",le=";
    assertThat(lines())
        .contains(
            bucket + "\"0.001\"} 1",
            bucket + "\"0.0025\"} 2",
            bucket + "\"86400.0\"} 2",
            bucket + "\"+Inf\"} 2");
  }

  @Test
  void unknownTagValuesMakeNoNewSeries() {
    metrics.egressRefused("10.0.0.1");
    metrics.jobEnded(NativeDialect.NAME, JobState.PENDING, Duration.ofMillis(1));
    metrics.notificationsEnded(NativeDialect.NAME, NotificationState.DELIVERING, 1);

    assertThat(lines())
        .contains("hookpress_egress_refused_total{rule=\"other\"} 1.0")
        .noneMatch(line -> line.contains("10.0.0.1"))
        .noneMatch(line -> line.contains("=\"pending\"") || line.contains("=\"delivering\""));
  }

  private static String attempts(String outcome) {
    return "hookpress_attempt_duration_seconds_count{dialect=\"native\",outcome=\""
        + outcome
        + "\"}";
  }

  private List<String> lines() {
    return metrics.scrape().lines().toList();
  }
}
