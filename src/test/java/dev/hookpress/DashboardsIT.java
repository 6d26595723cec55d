package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.PrometheusProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A real Prometheus runs every query of every dashboard over a node under load, and each gives data
 * where the load should. Skipped where Prometheus is not installed.
 */
class DashboardsIT {
  private static final String OPERATOR_KEY = "0123456789abcdef0123456789abcdef";
  private static final String FAILING_KEY = "the-failing-clients-key";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([^()]+), (\\w+)\\)");

  /** Panels that show nothing, or zero, as long as nothing breaks and no page needs a browser. */
  private static final Set<String> QUIET =
      Set.of(
          "Firing alerts",
          "Alerts",
          "API 5xx share",
          "Breaker",
          "Breaker degraded",
          "Browser",
          "Burn of the error budget",
          "Clock skew",
          "Clock skew by node",
          "Collections",
          "Commands that run",
          "Connections and bodies refused",
          "Connections in use",
          "Connections lost",
          "Connections to Redis",
          "E-mails that fail",
          "Error budget left, 30 days",
          "Event bus",
          "In flight",
          "Leases reclaimed",
          "Longest pause",
          "Notifications due",
          "Oldest callback due",
          "Oldest document due",
          "Age of the oldest due",
          "Queue ages",
          "Render processes",
          "Render processes by node",
          "Render processes ended",
          "Render workers lost",
          "Starts within half an hour",
          "Statements that wait or run",
          "Waits for a worker",
          "Work failed",
          "Workers in use",
          "annotation Alerts");

  private final int smtpPort = FreePorts.next();
  private final GreenMail mailServer =
      new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start(DashboardsIT::answer);
  @RegisterExtension final Installation hookpress = new Installation();

  private record Query(String dashboard, String panel, String expr) {}

  private static Answer answer(Received request) {
    return switch (request.target()) {
      case "/page" -> Answer.with(200, Map.of("content-type", "text/html"), "<h1>A page</h1>");
      case "/elsewhere" -> Answer.with(302, Map.of("location", "http://10.0.0.1/"), "");
      case "/hold" -> Answer.with(503, Map.of("retry-after", "3600"), "");
      case "/fail" -> Answer.status(500);
      default -> Answer.status(200);
    };
  }

  @AfterEach
  void stop() {
    mailServer.stop();
  }

  @Test
  void everyQueryGivesData() throws Exception {
    assumeTrue(PrometheusProcess.installed(), "prometheus is not on the PATH");
    mailServer.start();
    SystemNode node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_OPERATOR_KEY", OPERATOR_KEY,
                "HOOKPRESS_BREAKER_ERRORS", "3",
                "HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "1s,1h",
                "HOOKPRESS_MAIL_HOST", "127.0.0.1",
                "HOOKPRESS_MAIL_PORT", Integer.toString(smtpPort),
                "HOOKPRESS_MAIL_TLS", "none",
                "HOOKPRESS_MAIL_FROM", "hookpress@sender.example"));
    node.admit(FAILING_KEY);
    Instant begun = Instant.now();
    try (PrometheusProcess prometheus =
        PrometheusProcess.start("hookpress", node.managementPort())) {
      load(node);
      List<Query> missing = new ArrayList<>(queries());
      assertThat(missing).hasSizeGreaterThan(120);
      eventually(
          () -> {
            work(node);
            missing.removeIf(query -> givesData(prometheus, query, begun));
            return missing.isEmpty()
                || Duration.between(begun, Instant.now()).compareTo(PATIENCE) > 0;
          });
      assertThat(missing).isEmpty();
      assertThat(variables()).allSatisfy(variable -> assertValues(prometheus, variable));
    }
  }

  /** What happens once: failures of every kind, a block, a hold, a replay, an e-mail. */
  private void load(SystemNode node) {
    String good = node.submitHello(receiver.uri("/ok"));
    node.ended(good);
    for (int i = 0; i < 4; i++) {
      node.sendAs(FAILING_KEY, "POST", "/v1/jobs", hello("/fail"));
    }
    node.submit(hello("/hold"));
    for (String page : List.of("/page", "/elsewhere")) {
      String job =
          node.submit(
              new JsonObject()
                  .put("parts", receiver.uri(page).toString())
                  .put("callback", new JsonObject().put("url", receiver.uri("/ok").toString()))
                  .encode());
      node.ended(job);
    }
    // Enconvert's callbacks are not tried again: this one runs out of attempts.
    node.send(
        "POST",
        "/v1/convert/url-to-pdf",
        new JsonObject()
            .put("url", receiver.uri("/page").toString())
            .put("callback_url", receiver.uri("/fail").toString())
            .put("notification_email", "ops@receiver.example")
            .encode());
    eventually(() -> node.meter("hookpress_clients_blocked") > 0);
    node.sendAs(FAILING_KEY, "POST", "/v1/jobs", hello("/fail"));
    assertThat(
            node.send(
                    "POST",
                    "/v1/replays",
                    new JsonObject()
                        .put("from", Instant.now().minusSeconds(600).toString())
                        .put("states", new JsonArray().add("delivered"))
                        .encode())
                .statusCode())
        .isEqualTo(202);
  }

  /** What goes on all the time. */
  private void work(SystemNode node) {
    node.submitHello(receiver.uri("/ok"));
    String withWarning =
        new JsonObject()
            .put("content", "<p class='p-4'>Hello</p>")
            .put("async", true)
            .put("webhook_url", receiver.uri("/ok").toString())
            .put("upload_url", receiver.uri("/ok").toString())
            .put("unheard_of", 1)
            .encode();
    HttpResponse<String> accepted = node.send("POST", "/pdf", withWarning);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    node.get("/v1/events");
    node.send("GET", "/v1/jobs/unknown", null);
    node.operator(OPERATOR_KEY, "GET", "/top", null);
  }

  private String hello(String path) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<h1>Hello</h1>")))
        .put("callback", new JsonObject().put("url", receiver.uri(path).toString()))
        .encode();
  }

  /** Whether the query is valid and gives a number above zero, or its panel is a quiet one. */
  private static boolean givesData(PrometheusProcess prometheus, Query query, Instant begun) {
    JsonObject answer =
        prometheus.ask(
            "query_range",
            Map.of(
                "query", chosen(query.expr()),
                "start", Long.toString(begun.getEpochSecond()),
                "end", Long.toString(Instant.now().getEpochSecond()),
                "step", "1"));
    assertThat(answer.getString("status")).as("%s: %s", query, answer).isEqualTo("success");
    if (QUIET.contains(query.panel())) {
      return true;
    }
    return answer.getJsonObject("data").getJsonArray("result").stream()
        .map(series -> ((JsonObject) series).getJsonArray("values"))
        .flatMap(JsonArray::stream)
        .anyMatch(point -> Double.parseDouble(((JsonArray) point).getString(1)) > 0);
  }

  /** The query as Grafana sends it, with everything chosen. */
  private static String chosen(String expr) {
    String all = expr.replace("$__rate_interval", "10s");
    for (String variable : List.of("$job", "$namespace", "$instance", "$dialect")) {
      all = all.replace(variable, ".*");
    }
    assertThat(all).doesNotContain("$");
    return all;
  }

  private static void assertValues(PrometheusProcess prometheus, String variable) {
    Matcher query = LABEL_VALUES.matcher(variable);
    assertThat(query.matches()).as(variable).isTrue();
    JsonObject answer =
        prometheus.ask(
            "label/" + query.group(2) + "/values", Map.of("match[]", chosen(query.group(1))));
    assertThat(answer.getJsonArray("data")).as(variable).isNotEmpty();
  }

  private static List<Query> queries() throws IOException {
    List<Query> all = new ArrayList<>();
    for (JsonObject dashboard : dashboards()) {
      String title = dashboard.getString("title");
      for (JsonObject panel : objects(dashboard.getJsonArray("panels"))) {
        for (JsonObject target : objects(panel.getJsonArray("targets", new JsonArray()))) {
          all.add(new Query(title, panel.getString("title"), target.getString("expr")));
        }
      }
      JsonArray annotations = dashboard.getJsonObject("annotations").getJsonArray("list");
      for (JsonObject annotation : objects(annotations)) {
        all.add(
            new Query(
                title, "annotation " + annotation.getString("name"), annotation.getString("expr")));
      }
    }
    return all;
  }

  private static List<String> variables() throws IOException {
    return dashboards().stream()
        .flatMap(each -> objects(each.getJsonObject("templating").getJsonArray("list")).stream())
        .filter(variable -> variable.getString("type").equals("query"))
        .map(variable -> variable.getJsonObject("query").getString("query"))
        .distinct()
        .toList();
  }

  private static List<JsonObject> dashboards() throws IOException {
    List<JsonObject> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        all.add(new JsonObject(Files.readString(file)));
      }
    }
    return all;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
