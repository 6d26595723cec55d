package dev.hookpress.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.api.account.TestDelivery.Trial;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.JsonBody;
import dev.hookpress.api.http.RouteAction;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.TargetCheck;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.dialect.reading.WebhookReader;
import dev.hookpress.job.Client;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /v1/client/test-callback}: sends a sample and answers with its result. */
public final class TestCallbackEndpoint implements RouteAction {
  public static final String PATH = "/v1/client/test-callback";

  // A test in progress ends within its deadline; most end much earlier.
  private static final String RETRY_WHEN_BUSY_SECONDS = "5";

  private final Dialect dialect;
  private final TestDelivery testDelivery;
  private final TargetCheck targets;

  public TestCallbackEndpoint(Dialect dialect, TestDelivery testDelivery, TargetCheck targets) {
    this.dialect = dialect;
    this.testDelivery = testDelivery;
    this.targets = targets;
  }

  @Override
  public Future<Answer> answer(RoutingContext request, Client client) {
    return JsonBody.answer(
        request,
        dialect,
        (object, faults) -> target(object, faults, targets),
        target ->
            DependencyUnavailable.guard(testDelivery.send(client.id(), target)).map(this::answer));
  }

  /** Reads a target and the format whose rules its answers are judged by, natively by default. */
  static Optional<Target.Webhook> target(StrictObject object, Faults faults, TargetCheck targets) {
    List<String> labels = Dialects.FORMATS.names().stream().map(DialectName::label).toList();
    Optional<DialectName> format = object.word("format", labels).map(DialectName::new);
    return WebhookReader.read(
            object, new UrlRules(targets, faults), Dialects.FORMATS::setsHeader, faults)
        .map(plain -> new Target.Webhook(plain.url(), plain.headers(), Optional.empty(), format));
  }

  private Answer answer(Trial trial) {
    return trial instanceof Trial.Made made
        ? Answer.json(200, shown(made))
        : Answer.problem(
            dialect,
            Problem.of(Type.RATE_LIMITED, "Too many test callbacks of this client are under way."),
            Map.of("Retry-After", RETRY_WHEN_BUSY_SECONDS));
  }

  private static ObjectNode shown(Trial.Made made) {
    ObjectNode shown = Json.object();
    ObjectNode request = shown.putObject("request");
    request.put("url", made.sent().url());
    ObjectNode headers = request.putObject("headers");
    made.sent().headers().forEach(headers::put);
    request.put("body", made.sent().body());
    shown.put("outcome", made.outcome());
    made.status().ifPresent(status -> shown.put("http_status", status));
    shown.put("detail", made.detail());
    if (!made.address().isEmpty()) {
      shown.put("address", made.address());
    }
    shown.put("latency_ms", made.latency().toMillis());
    ObjectNode answerHeaders = shown.putObject("answer_headers");
    made.answerHeaders().forEach(answerHeaders::put);
    shown.put("answer", made.answer());
    return shown;
  }
}
