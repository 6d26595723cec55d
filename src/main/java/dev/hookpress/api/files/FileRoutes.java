package dev.hookpress.api.files;

import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The route of hosted files, authorized by a signed link instead of an API key. */
public final class FileRoutes implements RouteGroup {
  private final HostedLinks links;
  private final HostedFileLookup files;
  private final JobFiles jobs;
  private final InstantSource clock;

  public FileRoutes(HostedLinks links, HostedFileLookup files, JobFiles jobs, InstantSource clock) {
    this.jobs = jobs;
    this.links = links;
    this.files = files;
    this.clock = clock;
  }

  @Override
  public void addTo(Router router) {
    Dialect dialect = Dialects.ofApi();
    AnswerWriter writer = new AnswerWriter(dialect);
    FileEndpoint endpoint = new FileEndpoint(dialect, links, files, jobs, clock);
    router
        .get("/v1/files/:job/:ordinal/:filename")
        .handler(request -> writer.send(request, endpoint.answer(request)));
  }
}
