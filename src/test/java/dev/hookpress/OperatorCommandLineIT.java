package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's commands, beside a node that goes on. */
class OperatorCommandLineIT {
  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(200));

  @RegisterExtension final Installation hookpress = new Installation();
  private final SystemNode node = hookpress.start();
  private final OperatorCommandLine operator =
      new OperatorCommandLine(hookpress, Clock.systemUTC());

  @Test
  void commandsTakeEffectOnNodesAtOnceAndAreInTheAuditLog() {
    String id = node.get("/v1/client").getString("id");
    operator.json("client", "limits", id, "--requests-per-second", "7", "--retry-schedule", "5,60");
    assertThat(node.get("/v1/client").getJsonObject("limits"))
        .isEqualTo(
            new JsonObject(
                "{\"requests_per_second\": 7, \"pending_jobs\": 20000,"
                    + " \"retry_schedule_seconds\": [5, 60]}"));
    operator.json("client", "limits", id, "--requests-per-second", "default");
    assertThat(operator.json("client", "show", id).getJsonObject("limits").getMap())
        .containsOnlyKeys("retry_schedule_seconds");
    operator.run(1, "client", "limits", id, "--requests-per-second", "0");
    assertThat(operator.errors()).contains("/requests_per_second: Must be from 1 to");

    operator.json("client", "disable", id);
    assertThat(node.send("GET", "/v1/client", null).statusCode()).isEqualTo(401);
    operator.json("client", "enable", id);
    assertThat(operator.run(0, "client", "list")).contains("the tests", "active");
    operator.json("client", "unblock", id, "--as", "alice");

    JsonObject key = operator.json("key", "create", id, "--scopes", "read", "--name", "a reader");
    assertThat(node.sendAs(key.getString("api_key"), "GET", "/v1/jobs", null).statusCode())
        .isEqualTo(200);
    assertThat(operator.json("explain", key.getString("id")))
        .isEqualTo(new JsonObject().put("kind", "api_key").put("client_id", id));
    operator.json("key", "revoke", id, key.getString("id"));
    eventually(
        () -> node.sendAs(key.getString("api_key"), "GET", "/v1/jobs", null).statusCode() == 401);
    assertThat(operator.data("key", "list", id)).hasSize(1);

    assertThat(operator.data("audit", "--subject", id).stream().map(OperatorCommandLineIT::action))
        .containsExactly(
            "key.revoke",
            "key.create",
            "client.unblock",
            "client.enable",
            "client.disable",
            "client.limits",
            "client.limits");
    JsonObject unblocked = operator.data("audit", "--subject", id).getJsonObject(2);
    assertThat(unblocked.getString("actor")).isEqualTo("alice");
    assertThat(unblocked.getString("source")).isEqualTo("cli");
    assertThat(operator.run(0, "audit")).doesNotContain(key.getString("api_key"), "the tests");
  }

  private static String action(Object entry) {
    return ((JsonObject) entry).getString("action");
  }

  @Test
  void whatHappenedIsExplainedAndDoneAgain() {
    String job = node.submitHello(receiver.uri("/"));
    receiver.await(1, Duration.ofSeconds(60));
    eventually(() -> node.notification(job).orElseThrow().getString("status").equals("delivered"));
    String message = node.notification(job).orElseThrow().getString("id");
    String id = node.get("/v1/client").getString("id");

    assertThat(operator.json("explain", message).getString("explanation")).startsWith("Delivered");
    assertThat(operator.json("explain", job).getString("client_id")).isEqualTo(id);
    operator.run(1, "explain", "msg_nothing");
    eventually(() -> !node.get("/v1/endpoints").getJsonArray("data").isEmpty());
    String endpoint =
        node.get("/v1/endpoints").getJsonArray("data").getJsonObject(0).getString("id");
    JsonArray explained = operator.data("explain", endpoint);
    assertThat(explained).hasSize(1);
    assertThat(explained.getJsonObject(0).getString("client_id")).isEqualTo(id);
    assertThat(explained.getJsonObject(0).getString("status")).isEqualTo("open");
    operator.run(1, "explain", "ep_0000000000000000");
    operator.json("redeliver", message);
    receiver.await(2, Duration.ofSeconds(60));
    assertThat(
            operator
                .json(
                    "replay",
                    id,
                    "--from",
                    "2020-01-01T00:00:00Z",
                    "--dry-run",
                    "--states",
                    "delivered")
                .getBoolean("dry_run"))
        .isTrue();
    assertThat(operator.json("queue")).isNotNull();
    assertThat(operator.data("node", "list")).hasSize(1);
    eventually(() -> !operator.data("top", "--by", "flooding").isEmpty());
    assertThat(operator.data("top", "--by", "flooding").getJsonObject(0).getString("client_id"))
        .isEqualTo(id);
    operator.run(1, "node", "drain", "nobody");
  }

  /** Every kind of id that answers, callbacks, headers, links and logs show. */
  @Test
  void whateverIdATenantNamesIsExplained() {
    String id = node.get("/v1/client").getString("id");
    Map<String, String> whose = new LinkedHashMap<>();
    whose.put("client", id);
    jobsOfAllFormats(whose);
    String job = whose.get("a job");
    eventually(() -> node.notification(job).isPresent());
    String message = node.notification(job).orElseThrow().getString("id");
    whose.put("a notification", message);
    // As in its log lines and traces: nobody began a trace for it.
    UUID ulid = Ulid.from(message.substring("msg_".length())).toUuid();
    whose.put("the trace of a notification", ulid.toString().replace("-", ""));
    whose.put(
        "a replay",
        made("/v1/replays", "{\"from\":\"2023-04-01T00:00:00Z\",\"to\":\"2023-04-02T00:00:00Z\"}"));
    whose.put("a key", made("/v1/client/keys", "{\"scopes\":[\"read\"]}"));
    whose.put("a signing key", made("/v1/client/signing-secrets", "{}"));
    whose.put(
        "a signing key of a URL",
        made("/v1/client/signing-secrets", "{\"url\":\"" + receiver.uri("/signed") + "\"}"));
    whose.put("a template", made("/v1/templates", "{\"name\":\"T\",\"html\":\"<p>x\"}"));
    node.send("PUT", "/api/v1/templates/cm8x2k4t6", "{\"html\":\"<p>x\",\"name\":\"T\"}");
    whose.put("a template by its name", "cm8x2k4t6");
    String endpoint =
        "{\"url\":\"" + receiver.uri("/registered") + "\",\"events\":[\"client.blocked\"]}";
    whose.put("an endpoint", made("/v1/endpoints", endpoint));
    uploads(whose);

    SoftAssertions all = new SoftAssertions();
    whose.forEach(
        (what, named) -> {
          JsonObject found = operator.json("explain", named);
          JsonObject one =
              found.containsKey("data") ? found.getJsonArray("data").getJsonObject(0) : found;
          all.assertThat(one.getString(what.equals("client") ? "id" : "client_id"))
              .as("%s, %s", what, named)
              .isEqualTo(id);
        });
    all.assertAll();
    operator.json("client", "unblock", id);
    String act = operator.data("audit", "--subject", id).getJsonObject(0).getString("id");
    assertThat(operator.json("explain", act).getString("action")).isEqualTo("client.unblock");
    operator.run(1, "explain", UUID.randomUUID().toString());
    assertThat(operator.errors()).contains("look for them there, as request_id and trace_id");
  }

  private void jobsOfAllFormats(Map<String, String> whose) {
    whose.put("a job", node.submitHello(receiver.uri("/")));
    String page = receiver.uri("/page").toString();
    JsonObject batch =
        accepted("/v1/convert/url-to-pdf", "{\"url\":[\"%s\"],\"async_mode\":true}", page);
    whose.put("a batch of Enconvert's", batch.getString("batch_id"));
    whose.put(
        "the key of a file",
        "live/files/" + batch.getString("batch_id").substring(6) + "/url-to-pdf/page.pdf");
    JsonObject one =
        accepted("/v1/convert/url-to-pdf", "{\"url\":\"%s\",\"async_mode\":true}", page);
    whose.put("a job of Enconvert's", one.getString("job_id"));
    JsonObject vortex = accepted("/api/v1/renderers/pdf/async", "{\"parts\":\"<p>%s\"}", "x");
    whose.put("a job of Vortex'", vortex.getString("job_id"));
    JsonObject tailpdf =
        accepted("/pdf", "{\"content\":\"x\",\"async\":true,\"upload_url\":\"%s\"}", page);
    whose.put("a job of TailPDF's", tailpdf.getString("job_id"));
    HttpResponse<String> adobe =
        node.send("POST", "/operation/htmltopdf", "{\"inputUrl\":\"%s\"}".formatted(page));
    String status = adobe.headers().firstValue("location").orElseThrow();
    String job = status.replaceFirst(".*/htmltopdf/([^/]*)/status", "$1");
    whose.put("a job of Adobe's", job);
    whose.put(
        "a result of Adobe's",
        "urn:aaid:AS:UE1:" + Ulid.from(job.toUpperCase(Locale.ROOT)).toUuid());
  }

  private void uploads(Map<String, String> whose) {
    JsonObject asset = accepted("/assets", "{\"mediaType\":\"%s\"}", "application/json");
    String path = asset.getString("uploadUri").replaceFirst("https?://[^/]*", "");
    HttpResponse<String> sent = node.send("PUT", path, "{}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    whose.put("an upload of Adobe's", asset.getString("assetID"));
  }

  private JsonObject accepted(String path, String body, String value) {
    HttpResponse<String> answer = node.send("POST", path, body.formatted(value));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 202);
    return new JsonObject(answer.body());
  }

  private String made(String path, String body) {
    HttpResponse<String> answer = node.send("POST", path, body);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 202);
    return new JsonObject(answer.body()).getString("id");
  }
}
