package dev.hookpress.api;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.CrossOrigin;
import dev.hookpress.api.http.RequestIds;
import dev.hookpress.api.http.RequestTrace;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Joins the routes of all resources. One instance creates a router for each event loop. */
public final class ApiRouter {
  /** Is told of each route at first, and of each request when it ends. */
  public interface Observer {
    /** A route template exists, such as {@code /v1/jobs/:id}. */
    void known(String route);

    /**
     * A request has ended.
     *
     * @param route the route template; {@code other} where no route has the path
     * @param statusClass such as {@code 2xx}; {@code aborted} if the connection ended first
     */
    void answered(String route, String statusClass, Duration took);
  }

  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");

  /** Headers of all answers, in the form that is written without conversion. */
  private static final Map<CharSequence, CharSequence> COMMON =
      Map.of(
          HttpHeaders.createOptimized("Cache-Control"),
          HttpHeaders.createOptimized("no-store"),
          HttpHeaders.createOptimized("Content-Security-Policy"),
          HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
          HttpHeaders.createOptimized("Referrer-Policy"),
          HttpHeaders.createOptimized("no-referrer"),
          HttpHeaders.createOptimized("X-Content-Type-Options"),
          HttpHeaders.createOptimized("nosniff"));

  private final List<RouteGroup> groups;
  private final CrossOrigin crossOrigin;
  private final RequestIds requestIds;
  private final InstantSource clock;
  private final Observer observer;
  private final RequestTrace traces;
  private final DateHeader dates = new DateHeader();

  /**
   * Routes are tried in the order of their groups.
   *
   * @param origins whose pages may read answers
   * @param requestIds creates ids for requests that bring none
   */
  public ApiRouter(
      List<RouteGroup> groups,
      Set<String> origins,
      Supplier<String> requestIds,
      InstantSource clock,
      Observer observer,
      Tracing tracing) {
    this.groups = List.copyOf(groups);
    this.crossOrigin = new CrossOrigin(origins);
    this.requestIds = new RequestIds(requestIds);
    this.clock = clock;
    this.observer = observer;
    this.traces = new RequestTrace(tracing);
  }

  /** Creates a router for the calling event loop. */
  public Router router(Vertx vertx) {
    AnswerWriter writer = new AnswerWriter(Dialects.ofApi());
    Router router = Router.router(vertx);
    router
        .route()
        .handler(this::measure)
        .handler(traces)
        .handler(this::common)
        .handler(request -> AnswerWriter.speak(request, spoken(request)))
        .handler(requestIds)
        .handler(crossOrigin);
    groups.forEach(group -> group.addFirst(router));
    groups.forEach(group -> group.addTo(router));
    addHead(router);
    addOtherMethods(router, writer);
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null) {
        observer.known(route.getPath());
      }
    }
    for (int status : new int[] {400, 404, 413, 500}) {
      router.errorHandler(status, writer::routerFailure);
    }
    return router;
  }

  /** The format of the vendor to whom the path belongs, until a route says which it speaks. */
  private static Dialect spoken(RoutingContext request) {
    String path = request.request().path();
    return path == null ? Dialects.ofApi() : Dialects.ofPath(path);
  }

  /** Answers HEAD wherever GET is answered, with the same headers (RFC 9110 §9.3.2). */
  private static void addHead(Router router) {
    for (Route route : router.getRoutes()) {
      if (route.methods() != null && route.methods().contains(HttpMethod.GET)) {
        route.method(HttpMethod.HEAD);
      }
    }
  }

  /**
   * Answers known paths with OPTIONS or a method that they do not have; must be added after all
   * other routes.
   */
  private static void addOtherMethods(Router router, AnswerWriter writer) {
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        Set<String> known =
            methods.computeIfAbsent(route.getPath(), path -> new TreeSet<>(Set.of("OPTIONS")));
        route.methods().forEach(method -> known.add(method.name()));
      }
    }
    methods.forEach(
        (path, known) -> {
          String allow = String.join(", ", known);
          router
              .route(path)
              .handler(
                  request ->
                      writer.send(
                          request,
                          request.request().method() == HttpMethod.OPTIONS
                              ? new Answer.NoContent(Map.of("Allow", allow))
                              : writer.wrongMethod(request, allow)));
        });
  }

  private void measure(RoutingContext request) {
    long begun = System.nanoTime();
    request.addEndHandler(
        ended -> {
          Route route = request.currentRoute();
          boolean known = route != null && route.getPath() != null;
          observer.answered(
              known ? route.getPath() : "other",
              ended.succeeded() ? request.response().getStatusCode() / 100 + "xx" : "aborted",
              Duration.ofNanos(System.nanoTime() - begun));
        });
    request.next();
  }

  /**
   * Sets the date, and headers that keep browsers from running a response as a page and caches from
   * storing it.
   */
  private void common(RoutingContext request) {
    HttpServerResponse response = request.response();
    response.putHeader(DATE, dates.at(clock.instant()));
    COMMON.forEach(response::putHeader);
    request.next();
  }
}
