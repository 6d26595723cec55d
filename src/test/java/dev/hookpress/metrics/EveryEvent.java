package dev.hookpress.metrics;

import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.policy.Outcome;
import java.time.Duration;
import java.util.Optional;

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
    metrics.renderWorkerLost();
    Metrics.PROCESS_ENDS.forEach(metrics::renderProcessEnded);
    metrics.renderProcesses(3);
    Metrics.REFUSALS.forEach(metrics::refused);
    metrics.clientBlocked();
    metrics.endpointHeld();
    metrics.leasesReclaimed(2);
    metrics.notificationsReplayed(3);
    metrics.egressRefused("loopback");
    metrics.renderOldestDue(Duration.ofMillis(1500));
    metrics.deliveryOldestDue(Duration.ofMillis(2500));
    metrics.deliveryInflight(() -> 7);
    metrics.clientsBlocked(3);
    metrics.breakerDegraded(true);
  }
}
