package dev.hookpress.api.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.QueryReader;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.jobs.JobBook.Filter;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.hookpress.NativeJob;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/jobs}: a client's jobs in all dialects, newest first. */
public final class JobListEndpoint implements RouteAction {
  private final Dialect dialect;
  private final JobBook jobs;
  private final JobReports reports;
  private final InstantSource clock;

  public JobListEndpoint(Dialect dialect, JobBook jobs, JobReports reports, InstantSource clock) {
    this.dialect = dialect;
    this.jobs = jobs;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    Filter filter =
        new Filter(
            query.word("status", List.of(JobState.values()), JobState::label),
            query.time("created_from"),
            query.time("created_to"),
            query.cursor(NativeIds::job));
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    // The extra row tells whether there is a next page.
    return DependencyUnavailable.guard(jobs.jobs(client.id(), filter, limit + 1))
        .map(found -> Answer.json(200, page(client.id(), found, limit)));
  }

  private ObjectNode page(ClientId client, List<JobView> found, int limit) {
    ObjectNode page = Json.object();
    ArrayNode data = page.putArray("data");
    List<JobView> shown = found.subList(0, Math.min(limit, found.size()));
    shown.forEach(job -> data.add(view(client, job)));
    boolean more = found.size() > limit;
    page.put("next_cursor", more ? NativeIds.shown(shown.get(limit - 1).id()) : null);
    return page;
  }

  private ObjectNode view(ClientId client, JobView job) {
    return NativeJob.shown(reports.of(client, job, clock.instant()));
  }
}
