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
import java.util.function.Function;

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
  private Read read;

  /** The description, in its forms. */
  private record Read(Answer yaml, Answer json, Answer reference) {}

  @Override
  public void addTo(Router router) {
    AnswerWriter writer = new AnswerWriter(dialect);
    router.get("/openapi.yaml").handler(request -> send(writer, request, Read::yaml));
    router.get("/openapi.json").handler(request -> send(writer, request, Read::json));
    router.get("/").handler(request -> writer.send(request, BANNER));
    router.get("/docs").handler(request -> send(writer, request, Read::reference));
    Answer style = new Answer.Body(200, Map.of(), "text/css", Buffer.buffer(STYLE));
    router.get("/docs/style.css").handler(request -> writer.send(request, style));
    Answer problems = page(ProblemPages.all());
    router.get("/docs/problems").handler(request -> writer.send(request, problems));
    router.get("/docs/problems/:type").handler(request -> writer.send(request, problem(request)));
  }

  private void send(AnswerWriter writer, RoutingContext request, Function<Read, Answer> form) {
    writer.send(request, request.vertx().executeBlocking(() -> form.apply(read()), false));
  }

  /**
   * Reads the description at its first request: in a JVM that has just started it takes a second.
   */
  private synchronized Read read() {
    if (read == null) {
      Description description = Description.read();
      read =
          new Read(
              new Answer.Body(200, Map.of(), "application/yaml", description.yaml()),
              Answer.json(200, Map.of(), Json.write(description.root())),
              page(ReferencePage.of(description.root())));
    }
    return read;
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
