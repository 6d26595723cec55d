package dev.hookpress.api.jobs;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.jobs.JobBook.Cancellation;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Shows the status of jobs and cancels them. A dialect finds only its own jobs, except for the
 * native one, which finds all; a client finds only its own.
 */
public final class StatusEndpoint {
  private final Dialect dialect;
  private final Map<String, String> values;
  private final JobIntake intake;
  private final JobBook jobs;
  private final JobReports reports;
  private final JobCancellation cancellation;
  private final InstantSource clock;

  /**
   * @param values what the route's path says ({@link DialectRoute#values})
   */
  public StatusEndpoint(
      Dialect dialect,
      Map<String, String> values,
      JobIntake intake,
      JobBook jobs,
      JobReports reports,
      JobCancellation cancellation,
      InstantSource clock) {
    this.dialect = dialect;
    this.values = values;
    this.intake = intake;
    this.jobs = jobs;
    this.reports = reports;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /** Answers with the job's status. */
  public Future<Answer> read(RoutingContext request, Client client) {
    return found(request, client)
        .map(job -> job.map(each -> shown(client, each)).orElseGet(() -> unknown(request)));
  }

  /** Cancels the job and answers with its new status. */
  public Future<Answer> cancel(RoutingContext request, Client client) {
    return found(request, client)
        .compose(
            job ->
                job.isEmpty()
                    ? Future.succeededFuture(unknown(request))
                    : cancellation
                        .cancel(client.id(), job.get(), clock.instant())
                        .compose(done -> canceled(request, client, done != Cancellation.ENDED)));
  }

  private Future<Answer> canceled(RoutingContext request, Client client, boolean byThisRequest) {
    return found(request, client)
        .map(
            job ->
                job.map(
                        each ->
                            dialect
                                .canceled(
                                    reports.of(client.id(), each, clock.instant()), byThisRequest)
                                .map(Answer::of)
                                .orElseGet(this::ended))
                    .orElseGet(() -> unknown(request)));
  }

  /** Redirects to the PDF of a completed job with one PDF, by a link that needs no key. */
  public Future<Answer> download(RoutingContext request, Client client) {
    return found(request, client)
        .map(
            job ->
                job.map(each -> download(reports.of(client.id(), each, clock.instant())))
                    .orElseGet(() -> unknown(request)));
  }

  private Answer download(JobReport job) {
    return job.documents().get(0).link().isPresent()
        ? new Answer.Redirect(job.documents().get(0).link().get().url())
        : Answer.problem(
            dialect,
            Problem.of(
                Type.NO_PDF,
                "The job is " + job.state().label() + "; there is no PDF to download."));
  }

  private Future<Optional<JobView>> found(RoutingContext request, Client client) {
    String named = request.pathParam(DialectRoute.ID);
    Future<Optional<JobId>> id =
        dialect
            .jobId(named)
            .map(known -> Future.succeededFuture(Optional.of(known)))
            .or(
                () ->
                    dialect
                        .key(named)
                        .map(key -> DependencyUnavailable.guard(intake.find(client.id(), key))))
            .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    return id.compose(
            found ->
                found
                    .map(known -> DependencyUnavailable.guard(jobs.job(client.id(), known)))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())))
        .map(job -> job.filter(this::shows));
  }

  private boolean shows(JobView job) {
    return dialect.name().equals(NativeDialect.NAME) || job.dialect().equals(dialect.name());
  }

  private Answer shown(Client client, JobView job) {
    return Answer.of(dialect.status(reports.of(client.id(), job, clock.instant()), values));
  }

  private Answer unknown(RoutingContext request) {
    Problem problem = Problem.of(Type.NOT_FOUND, "This client has no such job.");
    return Answer.of(dialect.noJob(request.pathParam(DialectRoute.ID), problem), Map.of(), problem);
  }

  private Answer ended() {
    return Answer.problem(
        dialect, Problem.of(Type.JOB_ENDED, "A job that has ended stays as it is."));
  }
}
