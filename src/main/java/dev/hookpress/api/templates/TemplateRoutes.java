package dev.hookpress.api.templates;

import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.dialect.hookpress.NativeTemplates;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaDialect;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaTemplates;
import dev.hookpress.job.DialectName;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The routes of stored templates: the native ones and those of PDF Gorilla's format. */
public final class TemplateRoutes implements RouteGroup {
  private static final String NATIVE = "/v1/templates";
  private static final String PDFGORILLA = "/api/v1/templates";
  private static final String ONE = "/:" + TemplateEndpoints.ID;

  private final TemplateEndpoints.Ports ports;
  private final RequestGuards.Ports access;
  private final InstantSource clock;
  private final int maxBytes;

  /**
   * @param maxBodyBytes limit of any request body; one with a template is also limited to {@link
   *     TemplateRequest#MAX_BYTES}
   */
  public TemplateRoutes(
      TemplateEndpoints.Ports ports,
      RequestGuards.Ports access,
      InstantSource clock,
      int maxBodyBytes) {
    this.ports = ports;
    this.access = access;
    this.clock = clock;
    this.maxBytes = Math.min(maxBodyBytes, TemplateRequest.MAX_BYTES);
  }

  @Override
  public void addTo(Router router) {
    Paths own = paths(router, NativeDialect.NAME, new NativeTemplates(), NATIVE);
    own.common();
    own.text(HttpMethod.POST, ONE + "/versions", own.endpoints()::change);
    own.start(HttpMethod.GET, ONE + "/versions/:" + TemplateEndpoints.NUMBER)
        .handler(own.guards().to(own.endpoints()::version));
    Paths vendor = paths(router, PdfgorillaDialect.NAME, new PdfgorillaTemplates(), PDFGORILLA);
    vendor.common();
    vendor.text(HttpMethod.PUT, ONE, vendor.endpoints()::change);
    vendor.text(HttpMethod.PATCH, ONE, vendor.endpoints()::change);
  }

  private Paths paths(Router router, DialectName name, TemplateFormat format, String path) {
    Dialect dialect = Dialects.of(name);
    return new Paths(
        router,
        dialect,
        path,
        new RequestGuards(dialect, access, clock),
        new TemplateEndpoints(dialect, format, path, ports, clock));
  }

  /** The routes of one wire format. */
  private final class Paths {
    private final Router router;
    private final Dialect dialect;
    private final String path;
    private final RequestGuards guards;
    private final TemplateEndpoints endpoints;

    Paths(
        Router router,
        Dialect dialect,
        String path,
        RequestGuards guards,
        TemplateEndpoints endpoints) {
      this.router = router;
      this.dialect = dialect;
      this.path = path;
      this.guards = guards;
      this.endpoints = endpoints;
    }

    RequestGuards guards() {
      return guards;
    }

    TemplateEndpoints endpoints() {
      return endpoints;
    }

    void common() {
      text(HttpMethod.POST, "", endpoints::create);
      start(HttpMethod.GET, "").handler(guards.to(endpoints::list));
      start(HttpMethod.GET, ONE).handler(guards.to(endpoints::read));
      start(HttpMethod.DELETE, ONE).handler(guards.to(endpoints::remove));
    }

    /**
     * Adds a route that takes a text. It is rate-limited, because compiling a text is expensive.
     */
    void text(HttpMethod method, String behind, RouteAction endpoint) {
      guards.json(start(method, behind), maxBytes, endpoint);
    }

    Route start(HttpMethod method, String behind) {
      return router
          .route(method, path + behind)
          .handler(request -> AnswerWriter.speak(request, dialect))
          .handler(guards::authenticate);
    }
  }
}
