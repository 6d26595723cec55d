package dev.hookpress.api.jobs;

import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.jobs.JobBook.Cancellation;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.catalog.Callbacks;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cancels jobs and notifies their targets. */
public final class JobCancellation {
  private final JobBook jobs;
  private final JobReports reports;
  private final Function<Instant, NotificationId> ids;

  /**
   * @param ids creates ids for notifications that are due from the given time
   */
  public JobCancellation(JobBook jobs, JobReports reports, Function<Instant, NotificationId> ids) {
    this.jobs = jobs;
    this.reports = reports;
    this.ids = ids;
  }

  /** Cancels a job as of {@code now} if it has not ended. */
  public Future<Cancellation> cancel(ClientId client, JobView job, Instant now) {
    if (job.state().ended()) {
      return Future.succeededFuture(Cancellation.ENDED);
    }
    JobBook.Heard heard = new JobBook.Heard(job.dialect(), JobState.CANCELED);
    return DependencyUnavailable.guard(jobs.targets(client, job.id(), Optional.of(heard)))
        .compose(
            targets -> {
              List<OwedNotification> owed =
                  Callbacks.owed(canceled(client, job, now), targets, () -> ids.apply(now));
              return DependencyUnavailable.guard(jobs.cancel(client, job.id(), owed, now));
            });
  }

  private JobReport canceled(ClientId client, JobView job, Instant now) {
    JobReport was = reports.of(client, job, now);
    return new JobReport(
        was.id(),
        was.dialect(),
        JobState.CANCELED,
        was.createdAt(),
        was.startedAt(),
        Optional.of(now),
        was.metadataJson(),
        was.documents(),
        Optional.empty());
  }
}
