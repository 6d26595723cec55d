package dev.hookpress.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.JobBook.Cancellation;
import dev.hookpress.api.JobBook.Filter;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.Json;
import dev.hookpress.dialect.NativeIds;
import dev.hookpress.dialect.NativeJob;
import dev.hookpress.dialect.Problem;
import dev.hookpress.dialect.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reading, listing and canceling jobs, those of other dialects too. Another client's job does not
 * exist for this one.
 */
final class JobEndpoints {
  private static final String STATES =
      Arrays.stream(JobState.values()).map(JobState::label).collect(Collectors.joining(", "));

  private final Dialect dialect;
  private final ApiPorts ports;
  private final JobReports reports;
  private final JobCancellation cancellation;
  private final InstantSource clock;

  JobEndpoints(
      Dialect dialect,
      ApiPorts ports,
      JobReports reports,
      JobCancellation cancellation,
      InstantSource clock) {
    this.dialect = dialect;
    this.ports = ports;
    this.reports = reports;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  /** {@code GET /v1/jobs/{id}}. */
  Future<Answer> read(RoutingContext request, Client client) {
    return found(request, client)
        .map(job -> job.map(each -> shown(client, each)).orElseGet(this::unknown));
  }

  /** {@code GET /v1/jobs}: newest first. */
  Future<Answer> list(RoutingContext request, Client client) {
    QueryReader query = new QueryReader(request.queryParams());
    int limit = query.limit();
    Filter filter =
        new Filter(
            query.read("status", "Must be one of " + STATES + ".", JobEndpoints::state),
            query.time("created_from"),
            query.time("created_to"),
            query.cursor(NativeIds::job));
    Optional<Problem> problem = query.problem();
    if (problem.isPresent()) {
      return Future.succeededFuture(Answer.problem(dialect, problem.get()));
    }
    // One more than is shown tells whether there is a next page.
    return PortAway.guard(ports.jobs().jobs(client.id(), filter, limit + 1))
        .map(found -> Answer.json(200, page(client.id(), found, limit)));
  }

  /** {@code DELETE /v1/jobs/{id}}. */
  Future<Answer> cancel(RoutingContext request, Client client) {
    return found(request, client)
        .compose(
            job ->
                job.isEmpty()
                    ? Future.succeededFuture(unknown())
                    : cancellation
                        .cancel(client.id(), job.get(), clock.instant())
                        .compose(done -> canceled(request, client, done)));
  }

  private Future<Answer> canceled(
      RoutingContext request, Client client, Cancellation cancellation) {
    return switch (cancellation) {
      case CANCELED -> read(request, client);
      case UNKNOWN -> Future.succeededFuture(unknown());
      case ENDED ->
          Future.succeededFuture(
              Answer.problem(
                  dialect, Problem.of(Type.JOB_ENDED, "A job that has ended stays as it is.")));
    };
  }

  private Future<Optional<JobView>> found(RoutingContext request, Client client) {
    return NativeIds.job(request.pathParam("id"))
        .map(id -> PortAway.guard(ports.jobs().job(client.id(), id)))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Answer shown(Client client, JobView job) {
    return Answer.json(200, view(client.id(), job));
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

  private Answer unknown() {
    return Answer.problem(dialect, Problem.of(Type.NOT_FOUND, "This client has no such job."));
  }

  private static Optional<JobState> state(String label) {
    return Arrays.stream(JobState.values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
