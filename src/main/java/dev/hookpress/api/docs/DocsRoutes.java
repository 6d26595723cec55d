package dev.hookpress.api.docs;

import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RouteGroup;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The description of the API for programs and for people; open to everybody. */
public final class DocsRoutes implements RouteGroup {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
          + "pre{background:#f4f4f4;padding:.75rem;overflow:auto;font-size:.8rem}"
          + "article{border-top:1px solid #ddd;margin-top:1.5rem}"
          + "table{border-collapse:collapse}td,th{text-align:left;padding:.2rem .8rem .2rem 0;"
          + "vertical-align:top}nav ul{columns:3}@media(prefers-color-scheme:dark){body{background:"
          + "#111;color:#ddd}pre{background:#222}a{color:#8bf}}";

  private static final Map<String, String> PAGE =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; frame-ancestors 'none'");

  /** For those who look whether there is anything; some services' clients do. */
  private static final Answer BANNER =
      Answer.json(
          200,
          Json.object()
              .put("service", "Hookpress")
              .put("docs", "/docs")
              .put("openapi", "/openapi.json"));

  private final Dialect dialect = Dialects.ofApi();
  private final Answer yaml;
  private final Answer json;
  private final Answer reference;

  /** Reads the description once for all event loops. */
  public DocsRoutes() {
    Description description = Description.read();
    this.yaml = new Answer.Body(200, Map.of(), "application/yaml", description.yaml());
    this.json = Answer.json(200, Map.of(), Json.write(description.root()));
    this.reference = page(ReferencePage.of(description.root()));
  }

  @Override
  public void addTo(Router router) {
    AnswerWriter writer = new AnswerWriter(dialect);
    router.get("/openapi.yaml").handler(request -> writer.send(request, yaml));
    router.get("/openapi.json").handler(request -> writer.send(request, json));
    router.get("/").handler(request -> writer.send(request, BANNER));
    router.get("/docs").handler(request -> writer.send(request, reference));
    Answer style = new Answer.Body(200, Map.of(), "text/css", Buffer.buffer(STYLE));
    router.get("/docs/style.css").handler(request -> writer.send(request, style));
    Answer problems = page(ProblemPages.all());
    router.get("/docs/problems").handler(request -> writer.send(request, problems));
    router.get("/docs/problems/:type").handler(request -> writer.send(request, problem(request)));
  }

  private Answer problem(RoutingContext request) {
    return ProblemPages.of(request.pathParam("type"))
        .map(DocsRoutes::page)
        .orElseGet(
            () ->
                Answer.problem(
                    dialect, Problem.of(Problem.Type.NOT_FOUND, "There is no such problem type.")));
  }

  private static Answer page(String html) {
    return new Answer.Body(200, PAGE, HTML, Buffer.buffer(html));
  }
}
