package dev.hookpress.api.jobs;

import dev.hookpress.api.files.Assets;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.BlockLookup;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.api.templates.TemplateBook;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The routes of jobs: those of each wire format, and the native ones, which show all jobs. */
public final class JobRoutes implements RouteGroup {
  private static final String JOBS = "/v1/jobs";
  private static final String JOB = "/v1/jobs/:id";

  private final Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final int maxBodyBytes;
  private final JobReports reports;
  private final JobCancellation cancellation;
  // Shared by all event loops, because their limits apply to the node.
  private final Backlog backlog;
  private final PdfWait waiting;

  /** The ports that check, store and read jobs. */
  public record Ports(
      JobIntake intake,
      JobBook jobs,
      JobContent content,
      HostedLinks links,
      HostedFileLookup files,
      Assets assets,
      StoredCredentials s3,
      TemplateBook templateBook,
      TargetCheck targets,
      SitePages pages,
      NamedEndpoints endpoints,
      BlockLookup blocks,
      MailAllowance mail,
      ApiEvents events,
      FeatureOffer offer) {}

  /**
   * @param ids creates ids for jobs and notifications; later ids sort after earlier ones
   * @param maxBodyBytes of a submission, chunked or not; a larger one gets 413
   * @param maxPendingBytes what one client's documents that have not ended may take
   * @param linkLife how long a link to a hosted file is valid
   */
  public JobRoutes(
      Ports ports,
      RequestGuards.Ports access,
      InstantSource clock,
      Function<Instant, UUID> ids,
      int maxBodyBytes,
      long maxPendingBytes,
      Duration linkLife) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.ids = ids;
    this.maxBodyBytes = maxBodyBytes;
    this.reports = new JobReports(ports.links(), ports.blocks(), linkLife);
    this.cancellation =
        new JobCancellation(ports.jobs(), reports, now -> new NotificationId(ids.apply(now)));
    this.backlog = new Backlog(ports.intake(), clock, maxPendingBytes);
    this.waiting = new PdfWait(ports.jobs(), ports.files(), reports, clock);
  }

  @Override
  public void addTo(Router router) {
    Dialects.ALL.forEach(dialect -> addDialect(router, dialect));
    addNative(router, Dialects.ofApi());
  }

  private void addDialect(Router router, Dialect dialect) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    for (DialectRoute route : dialect.routes()) {
      StatusEndpoint status = status(dialect, route.values());
      Route start =
          router
              .route(HttpMethod.valueOf(route.method()), route.path())
              .handler(request -> AnswerWriter.speak(request, dialect))
              .handler(guards::authenticate);
      switch (route.does()) {
        case SUBMIT -> guards.json(start, maxBodyBytes, submit(dialect, route));
        case UPLOAD ->
            start
                .handler(guards::limitRate)
                .handler(guards::requireForm)
                .handler(guards.readUpload(maxBodyBytes))
                .handler(guards.to(submit(dialect, route)));
        case READ -> start.handler(guards.to(status::read));
        case CONTENT -> start.handler(guards.to(content(dialect)::answer));
        case DOWNLOAD -> start.handler(guards.to(status::download));
        case CANCEL -> start.handler(guards::limitRate).handler(guards.to(status::cancel));
      }
    }
  }

  private ContentEndpoint content(Dialect dialect) {
    return new ContentEndpoint(dialect, new HostedDocuments(ports.jobs()), ports.files());
  }

  private StatusEndpoint status(Dialect dialect, Map<String, String> values) {
    return new StatusEndpoint(
        dialect, values, ports.intake(), ports.jobs(), reports, cancellation, clock);
  }

  private RouteAction submit(Dialect dialect, DialectRoute route) {
    return new SubmitEndpoint(
        dialect,
        route,
        new SubmitEndpoint.Ports(
            ports.intake(),
            ports.jobs(),
            ports.assets(),
            ports.s3(),
            ports.templateBook(),
            ports.targets(),
            ports.pages(),
            ports.endpoints(),
            ports.blocks(),
            ports.mail(),
            ports.events(),
            ports.offer()),
        backlog,
        reports,
        waiting,
        clock,
        now -> new JobId(ids.apply(now)));
  }

  private void addNative(Router router, Dialect dialect) {
    RequestGuards guards = new RequestGuards(dialect, access, clock);
    StatusEndpoint job = status(dialect, Map.of());
    RouteAction list = new JobListEndpoint(dialect, ports.jobs(), reports, clock);
    guards.route(router, HttpMethod.GET, JOBS).handler(guards.to(list));
    guards.route(router, HttpMethod.GET, JOB).handler(guards.to(job::read));
    RouteAction ending = new JobDeletion(dialect, job, ports.content(), clock);
    guards.route(router, HttpMethod.DELETE, JOB).handler(guards.to(ending));
  }
}
