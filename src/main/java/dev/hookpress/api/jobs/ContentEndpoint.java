package dev.hookpress.api.jobs;

import dev.hookpress.api.files.FileEndpoint;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.files.JobFiles;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends a file of a job to the client with its API key; a client finds only its own. */
final class ContentEndpoint implements RouteAction {
  private static final String MEDIA_TYPE = "application/pdf";

  private final Dialect dialect;
  private final JobFiles jobs;
  private final HostedFileLookup files;

  ContentEndpoint(Dialect dialect, JobFiles jobs, HostedFileLookup files) {
    this.dialect = dialect;
    this.jobs = jobs;
    this.files = files;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    Optional<JobId> id = JobId.parse(request.pathParam(DialectRoute.ID));
    String name = request.pathParam(DialectRoute.FILENAME);
    return id.map(job -> DependencyUnavailable.guard(jobs.of(client.id(), job)))
        .orElseGet(() -> Future.succeededFuture(List.of()))
        .map(all -> all.stream().filter(file -> file.filename().equals(name)).findFirst())
        .compose(file -> file.map(this::sent).orElseGet(() -> Future.succeededFuture(unknown())));
  }

  private Future<Answer> sent(HostedFile file) {
    Map<String, String> headers = new HashMap<>();
    headers.putAll(FileEndpoint.inline(file));
    headers.put("X-Filename", file.filename());
    return DependencyUnavailable.guard(files.find(file))
        .map(
            path ->
                path.<Answer>map(at -> new Answer.File(at, headers, MEDIA_TYPE))
                    .orElseGet(() -> Answer.problem(dialect, AnswerWriter.FILE_DELETED)));
  }

  private Answer unknown() {
    return Answer.problem(dialect, Problem.of(Type.NOT_FOUND, "This client has no such file."));
  }
}
