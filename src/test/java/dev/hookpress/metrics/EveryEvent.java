package dev.hookpress.metrics;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.policy.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Causes every kind of event once. */
final class EveryEvent {
  private EveryEvent() {}

  static void in(Metrics metrics) {
    Duration took = Duration.ofMillis(20);
    for (DialectName dialect : Dialects.names()) {
      metrics.jobAccepted(dialect, true);
      for (JobState state : JobState.values()) {
        metrics.jobEnded(dialect, state, took);
      }
      for (Outcome outcome : Outcome.values()) {
        metrics.attempted(dialect, outcome, took);
      }
      metrics.delivered(dialect, took);
      for (NotificationState state : NotificationState.values()) {
        metrics.notificationsEnded(dialect, state, 1);
      }
    }
    metrics.rendered(Optional.empty(), took);
    for (FailureCode code : FailureCode.values()) {
      metrics.rendered(Optional.of(code), took);
    }
    metrics.browser().rendered(Optional.empty(), took);
    for (FailureCode code : FailureCode.values()) {
      metrics.browser().rendered(Optional.of(code), took);
    }
    BrowserMetrics.ENDS.forEach(metrics.browser()::ended);
    metrics.browser().now(2, 3);
    metrics.renderWorkerLost();
    Metrics.PROCESS_ENDS.forEach(metrics::renderProcessEnded);
    metrics.renderProcesses(3);
    Metrics.REFUSALS.forEach(metrics::refused);
    metrics.clientBlocked();
    metrics.endpointHeld();
    metrics.leasesReclaimed(2);
    metrics.notificationsReplayed(3);
    metrics.egressRefused("loopback");
    metrics.deliveryInflight(() -> 7);
    metrics.firstAttempt(true);
    metrics.mailAttempted(Outcome.DELIVERED);
    Metrics.WORK_FAILURES.forEach(metrics::workFailed);
    metrics.api().known("/v1/jobs");
    metrics.api().answered("/v1/jobs", "2xx", took);
    metrics.operatorApi().known("/operator/v1/top");
    metrics.operatorApi().answered("/operator/v1/top", "2xx", took);
    metrics.topClients().read(List.of(new TopClients.Figures(new ClientId(new UUID(1, 2)), 9, 8)));
    NodeGauges node = metrics.node();
    NodeGauges.CHECKS.forEach(check -> node.ready(check, true));
    metrics.built("1.2.3", List.of("render", "api"));
    node.renderOldestDue(Duration.ofMillis(1500));
    node.deliveryOldestDue(Duration.ofMillis(2500));
    node.queuesRead(Instant.EPOCH.plusSeconds(7));
    node.backlog(Map.of("due", 4L));
    node.clients(new ClientActivity.Counts(5, 1));
    node.clientsBlocked(3);
    node.breakerDegraded(true);
    node.clockSkew(took);
  }
}
