package dev.hookpress.api;

import dev.hookpress.api.account.AccountEndpoint;
import dev.hookpress.api.account.EventsEndpoints;
import dev.hookpress.api.account.S3Endpoints;
import dev.hookpress.api.account.SigningSecretEndpoints;
import dev.hookpress.api.account.TestCallbackEndpoint;
import dev.hookpress.api.adobe.AdobeRoutes;
import dev.hookpress.api.deliveries.NotificationEndpoints;
import dev.hookpress.api.deliveries.ReceiverEndpoints;
import dev.hookpress.api.deliveries.ReplayEndpoints;
import dev.hookpress.api.files.FileEndpoint;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.jobs.Backlog;
import dev.hookpress.api.jobs.JobCancellation;
import dev.hookpress.api.jobs.JobListEndpoint;
import dev.hookpress.api.jobs.JobReports;
import dev.hookpress.api.jobs.PdfWait;
import dev.hookpress.api.jobs.StatusEndpoint;
import dev.hookpress.api.jobs.SubmitEndpoint;
import dev.hookpress.api.templates.TemplateRoutes;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.DialectRoute;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** The routes of the native API. Made once for each event loop. */
public final class ApiRouter {
  private static final String OPENAPI = "/openapi.yaml";
  private static final String JOBS = "/v1/jobs";
  private static final String JOB = "/v1/jobs/:id";
  private static final String S3 = "/v1/client/s3";
  // The longest fields, a URL and headers, have 16 KiB together, and escapes may lengthen them.
  private static final int MAX_CALLBACK_SETTINGS_BYTES = 64 * 1024;
  private static final String REPLAYS = "/v1/replays";
  // A URL of 8 KiB is the longest that a replay may hold; a redelivery holds nothing.
  private static final int MAX_REPLAY_BYTES = 16 * 1024;
  // Its longest fields have 9 KiB together.
  private static final int MAX_S3_BYTES = 16 * 1024;

  private final ApiPorts ports;
  private final InstantSource clock;
  private final Function<Instant, UUID> ids;
  private final int maxBodyBytes;
  private final Duration linkLife;
  // One for all event loops: its bounds are the node's.
  private final PdfWait waiting;

  /**
   * @param ids names jobs and notifications; ids given later sort after those given before
   * @param maxBodyBytes of a request, however it is framed; beyond it 413
   * @param linkLife how long a link to a hosted file is good for
   */
  public ApiRouter(
      ApiPorts ports,
      InstantSource clock,
      Function<Instant, UUID> ids,
      int maxBodyBytes,
      Duration linkLife) {
    this.ports = ports;
    this.clock = clock;
    this.ids = ids;
    this.maxBodyBytes = maxBodyBytes;
    this.linkLife = linkLife;
    this.waiting = new PdfWait(ports, new JobReports(ports, linkLife), clock);
  }

  /** A router for the calling event loop. */
  public Router router(Vertx vertx) {
    Dialect dialect = Dialects.of(DialectName.NATIVE);
    AnswerWriter answering = new AnswerWriter(dialect);
    Router router = Router.router(vertx);
    router.route().handler(ApiRouter::secure);
    AdobeRoutes adobe = new AdobeRoutes(ports, clock, ids);
    adobe.shape(router);
    JobReports reports = new JobReports(ports, linkLife);
    JobCancellation cancellation =
        new JobCancellation(ports.jobs(), reports, now -> new NotificationId(ids.apply(now)));
    Dialects.ALL.forEach(each -> addDialect(router, each, reports, cancellation));
    addNative(router, dialect, reports, cancellation);
    addCallbackSettings(router, dialect);
    TemplateRoutes.add(router, ports, clock, maxBodyBytes);
    adobe.add(router, answering, linkLife, maxBodyBytes);
    FileEndpoint files = new FileEndpoint(dialect, ports, clock);
    router
        .get("/v1/files/:job/:ordinal/:filename")
        .handler(request -> answering.send(request, files.answer(request)));
    Answer description = description();
    router.get(OPENAPI).handler(request -> answering.send(request, description));
    addOtherMethods(router, answering);
    for (int status : new int[] {400, 404, 413, 500}) {
      router.errorHandler(status, answering::routerFailure);
    }
    return router;
  }

  /** What every dialect has. */
  private void addDialect(
      Router router, Dialect dialect, JobReports reports, JobCancellation cancellation) {
    RequestGuards gate = new RequestGuards(dialect, ports, clock);
    StatusEndpoint status = new StatusEndpoint(dialect, ports, reports, cancellation, clock);
    Backlog backlog = new Backlog(ports.intake(), clock);
    RouteAction submit =
        new SubmitEndpoint(
            dialect, ports, backlog, waiting, clock, now -> new JobId(ids.apply(now)));
    for (DialectRoute route : dialect.routes()) {
      Route start =
          router
              .route(HttpMethod.valueOf(route.method()), route.path())
              .handler(request -> AnswerWriter.speak(request, dialect))
              .handler(gate::authenticate);
      switch (route.does()) {
        case SUBMIT ->
            start
                .handler(gate::limitRate)
                .handler(gate::requireJson)
                .handler(RequestGuards.readBody(maxBodyBytes))
                .handler(gate.to(submit));
        case READ -> start.handler(gate.to(status::read));
        case CANCEL -> start.handler(gate::limitRate).handler(gate.to(status::cancel));
      }
    }
  }

  private void addNative(
      Router router, Dialect dialect, JobReports reports, JobCancellation cancellation) {
    RequestGuards gate = new RequestGuards(dialect, ports, clock);
    StatusEndpoint job = new StatusEndpoint(dialect, ports, reports, cancellation, clock);
    RouteAction jobs = new JobListEndpoint(dialect, ports, reports, clock);
    NotificationEndpoints notifications = new NotificationEndpoints(dialect, ports, clock);
    S3Endpoints s3 = new S3Endpoints(dialect, ports);

    authenticated(router, gate, HttpMethod.GET, JOBS).handler(gate.to(jobs));
    authenticated(router, gate, HttpMethod.GET, JOB).handler(gate.to(job::read));
    authenticated(router, gate, HttpMethod.DELETE, JOB).handler(gate.to(job::cancel));
    authenticated(router, gate, HttpMethod.GET, JOB + "/notifications")
        .handler(gate.to(notifications::ofJob));
    authenticated(router, gate, HttpMethod.GET, "/v1/notifications/:id")
        .handler(gate.to(notifications::read));
    authenticated(router, gate, HttpMethod.POST, "/v1/notifications/:id/redeliver")
        .handler(gate::limitRate)
        .handler(gate::requireJsonIfAny)
        .handler(RequestGuards.readBody(Math.min(maxBodyBytes, MAX_REPLAY_BYTES)))
        .handler(gate.to(notifications::redeliver));
    addEndpoints(router, gate, new ReceiverEndpoints(dialect, ports, clock));
    authenticated(router, gate, HttpMethod.GET, "/v1/client")
        .handler(gate.to(new AccountEndpoint(ports, clock)));
    addReplays(router, gate, new ReplayEndpoints(dialect, ports, clock));
    authenticated(router, gate, HttpMethod.PUT, S3)
        .handler(gate::requireJson)
        .handler(RequestGuards.readBody(Math.min(maxBodyBytes, MAX_S3_BYTES)))
        .handler(gate.to(s3::put));
    authenticated(router, gate, HttpMethod.GET, S3).handler(gate.to(s3::get));
    authenticated(router, gate, HttpMethod.DELETE, S3).handler(gate.to(s3::remove));
  }

  private void addCallbackSettings(Router router, Dialect dialect) {
    RequestGuards gate = new RequestGuards(dialect, ports, clock);
    SigningSecretEndpoints secrets = new SigningSecretEndpoints(dialect, ports, clock);
    EventsEndpoints events = new EventsEndpoints(dialect, ports);
    RouteAction test = new TestCallbackEndpoint(dialect, ports);
    Handler<RoutingContext> small =
        RequestGuards.readBody(Math.min(maxBodyBytes, MAX_CALLBACK_SETTINGS_BYTES));

    authenticated(router, gate, HttpMethod.POST, SigningSecretEndpoints.PATH)
        // Drawing a key pair takes this event loop a millisecond or two.
        .handler(gate::limitRate)
        .handler(gate::requireJson)
        .handler(small)
        .handler(gate.to(secrets::rotate));
    authenticated(router, gate, HttpMethod.GET, SigningSecretEndpoints.PATH)
        .handler(gate.to(secrets::list));
    authenticated(router, gate, HttpMethod.DELETE, SigningSecretEndpoints.PATH + "/:id")
        .handler(gate.to(secrets::end));
    authenticated(router, gate, HttpMethod.POST, TestCallbackEndpoint.PATH)
        .handler(gate::limitRate)
        .handler(gate::requireJson)
        .handler(small)
        .handler(gate.to(test));
    authenticated(router, gate, HttpMethod.PUT, EventsEndpoints.PATH)
        .handler(gate::requireJson)
        .handler(small)
        .handler(gate.to(events::put));
    authenticated(router, gate, HttpMethod.GET, EventsEndpoints.PATH).handler(gate.to(events::get));
    authenticated(router, gate, HttpMethod.DELETE, EventsEndpoints.PATH)
        .handler(gate.to(events::remove));
  }

  private static void addEndpoints(Router router, RequestGuards gate, ReceiverEndpoints endpoints) {
    authenticated(router, gate, HttpMethod.GET, "/v1/endpoints").handler(gate.to(endpoints::list));
    authenticated(router, gate, HttpMethod.POST, "/v1/endpoints/:id/reinstate")
        .handler(gate::limitRate)
        .handler(gate.to(endpoints::reinstate));
  }

  private void addReplays(Router router, RequestGuards gate, ReplayEndpoints replays) {
    authenticated(router, gate, HttpMethod.POST, REPLAYS)
        .handler(gate::limitRate)
        .handler(gate::requireJson)
        .handler(RequestGuards.readBody(Math.min(maxBodyBytes, MAX_REPLAY_BYTES)))
        .handler(gate.to(replays::start));
    authenticated(router, gate, HttpMethod.GET, REPLAYS).handler(gate.to(replays::list));
    authenticated(router, gate, HttpMethod.GET, REPLAYS + "/:id").handler(gate.to(replays::read));
    authenticated(router, gate, HttpMethod.DELETE, REPLAYS + "/:id")
        .handler(gate.to(replays::cancel));
  }

  private static Route authenticated(
      Router router, RequestGuards gate, HttpMethod method, String path) {
    return router.route(method, path).handler(gate::authenticate);
  }

  /** After all others: a path that is known, by a method that it does not have. */
  private static void addOtherMethods(Router router, AnswerWriter answering) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        Set<String> known = methods.computeIfAbsent(route.getPath(), path -> new TreeSet<>());
        route.methods().forEach(method -> known.add(method.name()));
      }
    }
    methods.forEach(
        (path, known) -> {
          String allow = String.join(", ", known);
          router
              .route(path)
              .handler(request -> answering.send(request, answering.wrongMethod(request, allow)));
        });
  }

  /** Nothing here is a page, and nothing is to be kept by those between. */
  private static void secure(RoutingContext request) {
    HttpServerResponse response = request.response();
    response.putHeader("Cache-Control", "no-store");
    response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.putHeader("Referrer-Policy", "no-referrer");
    response.putHeader("X-Content-Type-Options", "nosniff");
    request.next();
  }

  private static Answer description() {
    try (InputStream file = ApiRouter.class.getResourceAsStream(OPENAPI)) {
      return new Answer.Body(200, Map.of(), "application/yaml", Buffer.buffer(file.readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
