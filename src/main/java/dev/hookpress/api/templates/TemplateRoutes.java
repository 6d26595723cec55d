package dev.hookpress.api.templates;

import dev.hookpress.api.ApiPorts;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.TemplateFormat;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeTemplates;
import dev.hookpress.dialect.pdfgorilla.PdfgorillaTemplates;
import dev.hookpress.job.DialectName;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/** The paths of stored templates: the native ones, and those that PDF Gorilla's clients know. */
public final class TemplateRoutes {
  private static final String NATIVE = "/v1/templates";
  private static final String PDFGORILLA = "/api/v1/templates";
  private static final String ONE = "/:" + TemplateEndpoints.ID;

  private final Router router;
  private final ApiPorts ports;
  private final InstantSource clock;
  private final int maxBytes;

  private TemplateRoutes(Router router, ApiPorts ports, InstantSource clock, int maxBodyBytes) {
    this.router = router;
    this.ports = ports;
    this.clock = clock;
    this.maxBytes = Math.min(maxBodyBytes, TemplateRequest.MAX_BYTES);
  }

  /** Mounts them all. */
  public static void add(Router router, ApiPorts ports, InstantSource clock, int maxBodyBytes) {
    TemplateRoutes routes = new TemplateRoutes(router, ports, clock, maxBodyBytes);
    Paths own = routes.paths(DialectName.NATIVE, new NativeTemplates(), NATIVE);
    own.common();
    own.text(HttpMethod.POST, ONE + "/versions", own.endpoints()::change);
    own.start(HttpMethod.GET, ONE + "/versions/:" + TemplateEndpoints.NUMBER)
        .handler(own.gate().to(own.endpoints()::version));
    Paths vendor = routes.paths(DialectName.PDFGORILLA, new PdfgorillaTemplates(), PDFGORILLA);
    vendor.common();
    vendor.text(HttpMethod.PUT, ONE, vendor.endpoints()::change);
    vendor.text(HttpMethod.PATCH, ONE, vendor.endpoints()::change);
  }

  private Paths paths(DialectName name, TemplateFormat format, String path) {
    Dialect dialect = Dialects.of(name);
    return new Paths(
        dialect,
        path,
        new RequestGuards(dialect, ports, clock),
        new TemplateEndpoints(dialect, format, path, ports, clock));
  }

  /** Those of one wire format. */
  private final class Paths {
    private final Dialect dialect;
    private final String path;
    private final RequestGuards gate;
    private final TemplateEndpoints endpoints;

    Paths(Dialect dialect, String path, RequestGuards gate, TemplateEndpoints endpoints) {
      this.dialect = dialect;
      this.path = path;
      this.gate = gate;
      this.endpoints = endpoints;
    }

    RequestGuards gate() {
      return gate;
    }

    TemplateEndpoints endpoints() {
      return endpoints;
    }

    void common() {
      text(HttpMethod.POST, "", endpoints::create);
      start(HttpMethod.GET, "").handler(gate.to(endpoints::list));
      start(HttpMethod.GET, ONE).handler(gate.to(endpoints::read));
      start(HttpMethod.DELETE, ONE).handler(gate.to(endpoints::remove));
    }

    /** A request with a text: compiling one is work, so that it counts as asking. */
    void text(HttpMethod method, String behind, RouteAction endpoint) {
      start(method, behind)
          .handler(gate::limitRate)
          .handler(gate::requireJson)
          .handler(RequestGuards.readBody(maxBytes))
          .handler(gate.to(endpoint));
    }

    Route start(HttpMethod method, String behind) {
      return router
          .route(method, path + behind)
          .handler(request -> AnswerWriter.speak(request, dialect))
          .handler(gate::authenticate);
    }
  }
}
