package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.api.console.ConsoleFiles;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.RequestGuards;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The operators' console in the browser, and its sessions. */
final class OperatorConsole {
  static final String HOME = "/operator/console/";
  static final String SESSION = OperatorRoutes.PREFIX + "/session";

  private static final int MAX_BODY_BYTES = 4 * 1024;

  private final OperatorGuard guard;
  private final OperatorCookie cookie;
  private final Dialect dialect;
  private final InstantSource clock;
  private final ConsoleFiles files =
      new ConsoleFiles(
          HOME, "Hookpress for operators", List.of("operator.js", "core.js", "parts.js"));

  OperatorConsole(
      OperatorGuard guard, OperatorCookie cookie, Dialect dialect, InstantSource clock) {
    this.guard = guard;
    this.cookie = cookie;
    this.dialect = dialect;
    this.clock = clock;
  }

  void addTo(Router router) {
    AnswerWriter writer = new AnswerWriter(dialect);
    files.addTo(router);
    router
        .post(SESSION)
        .handler(RequestGuards.readForm(MAX_BODY_BYTES))
        .handler(request -> writer.send(request, begin(request)));
    router
        .delete(SESSION)
        .handler(
            request ->
                writer.send(
                    request,
                    new Answer.NoContent(Map.of("Set-Cookie", cookie("", Duration.ZERO)))));
  }

  /** Exchanges the operator key for a cookie. */
  private Answer begin(RoutingContext request) {
    if (request.request().getHeader(OperatorCookie.HEADER) == null) {
      return Answer.problem(
          dialect, Problem.of(Type.CROSS_SITE, "Send " + OperatorCookie.HEADER + ": 1."));
    }
    byte[] body =
        request.body().buffer() == null ? new byte[0] : request.body().buffer().getBytes();
    JsonNode key = Json.read(body) instanceof Json.Read.Tree tree ? tree.root().path("key") : null;
    if (key == null || !key.isTextual() || !guard.isKey(key.textValue())) {
      return guard.unknownKey();
    }
    Instant now = clock.instant();
    return new Answer.NoContent(
        Map.of("Set-Cookie", cookie(cookie.make(now), OperatorCookie.LIFE)));
  }

  private static String cookie(String value, Duration life) {
    return OperatorCookie.NAME
        + "="
        + value
        + "; Path="
        + OperatorRoutes.PREFIX
        + "; Max-Age="
        + life.toSeconds()
        + "; HttpOnly; SameSite=Strict";
  }
}
