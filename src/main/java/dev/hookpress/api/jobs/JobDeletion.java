package dev.hookpress.api.jobs;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Cancels a job, or with {@code content=true} deletes all that is kept of it. */
final class JobDeletion implements RouteAction {
  private final Dialect dialect;
  private final StatusEndpoint status;
  private final JobContent content;
  private final InstantSource clock;

  JobDeletion(Dialect dialect, StatusEndpoint status, JobContent content, InstantSource clock) {
    this.dialect = dialect;
    this.status = status;
    this.content = content;
    this.clock = clock;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    boolean all =
        query.word("content", List.of(true, false), truth -> Boolean.toString(truth)).orElse(false);
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    return all ? deleted(request, client) : status.cancel(request, client);
  }

  /** A job that has not ended is canceled first, so that nothing more is made of it. */
  private Future<Answer> deleted(RoutingContext request, Client client) {
    Optional<JobId> id = dialect.jobId(request.pathParam(DialectRoute.ID));
    return status
        .cancel(request, client)
        .compose(
            canceled ->
                id.isEmpty()
                    ? Future.succeededFuture(false)
                    : DependencyUnavailable.guard(
                        content.delete(client.id(), id.get(), clock.instant())))
        .map(
            gone ->
                gone
                    ? new Answer.NoContent()
                    : Answer.problem(
                        dialect, Problem.of(Type.NOT_FOUND, "This client has no such job.")));
  }
}
