package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.cli.ProcessEnvironment;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's commands, beside a node that goes on. */
class OperatorCommandLineIT {
  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(200));

  @RegisterExtension final Installation hookpress = new Installation();
  private final SystemNode node = hookpress.start();
  private final StringWriter err = new StringWriter();

  private String run(int status, String... arguments) {
    Map<String, String> environment =
        Map.of(
            "HOOKPRESS_POSTGRES_URI", hookpress.database(),
            "HOOKPRESS_REDIS_URI", hookpress.redis(),
            "HOOKPRESS_SECRETS_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    StringWriter out = new StringWriter();
    int ended =
        Main.run(
            new ProcessEnvironment(environment, Clock.systemUTC()),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments);
    assertThat(ended).as("%s: %s%s", List.of(arguments), out, err).isEqualTo(status);
    return out.toString();
  }

  private JsonObject json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return new JsonObject(run(0, all.toArray(String[]::new)));
  }

  private JsonArray data(String... arguments) {
    return json(arguments).getJsonArray("data");
  }

  @Test
  void commandsTakeEffectOnNodesAtOnceAndAreInTheAuditLog() {
    String id = node.get("/v1/client").getString("id");
    json("client", "limits", id, "--requests-per-second", "7", "--retry-schedule", "5,60");
    assertThat(node.get("/v1/client").getJsonObject("limits"))
        .isEqualTo(
            new JsonObject(
                "{\"requests_per_second\": 7, \"pending_jobs\": 20000,"
                    + " \"retry_schedule_seconds\": [5, 60]}"));
    json("client", "limits", id, "--requests-per-second", "default");
    assertThat(json("client", "show", id).getJsonObject("limits").getMap())
        .containsOnlyKeys("retry_schedule_seconds");
    run(1, "client", "limits", id, "--requests-per-second", "0");
    assertThat(err.toString()).contains("/requests_per_second: Must be from 1 to");

    json("client", "disable", id);
    assertThat(node.send("GET", "/v1/client", null).statusCode()).isEqualTo(401);
    json("client", "enable", id);
    assertThat(run(0, "client", "list")).contains("the tests", "active");
    json("client", "unblock", id, "--as", "alice");

    JsonObject key = json("key", "create", id, "--scopes", "read", "--name", "a reader");
    assertThat(node.sendAs(key.getString("api_key"), "GET", "/v1/jobs", null).statusCode())
        .isEqualTo(200);
    json("key", "revoke", id, key.getString("id"));
    eventually(
        () -> node.sendAs(key.getString("api_key"), "GET", "/v1/jobs", null).statusCode() == 401);
    assertThat(data("key", "list", id)).hasSize(1);

    assertThat(data("audit", "--subject", id).stream().map(OperatorCommandLineIT::action))
        .containsExactly(
            "key.revoke",
            "key.create",
            "client.unblock",
            "client.enable",
            "client.disable",
            "client.limits",
            "client.limits");
    JsonObject unblocked = data("audit", "--subject", id).getJsonObject(2);
    assertThat(unblocked.getString("actor")).isEqualTo("alice");
    assertThat(unblocked.getString("source")).isEqualTo("cli");
    assertThat(run(0, "audit")).doesNotContain(key.getString("api_key"), "the tests");
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

    assertThat(json("explain", message).getString("explanation")).startsWith("Delivered");
    assertThat(json("explain", job).getString("client_id")).isEqualTo(id);
    run(1, "explain", "msg_nothing");
    json("redeliver", message);
    receiver.await(2, Duration.ofSeconds(60));
    assertThat(
            json(
                    "replay",
                    id,
                    "--from",
                    "2020-01-01T00:00:00Z",
                    "--dry-run",
                    "--states",
                    "delivered")
                .getBoolean("dry_run"))
        .isTrue();
    assertThat(json("queue")).isNotNull();
    assertThat(data("node", "list")).hasSize(1);
    eventually(() -> !data("top", "--by", "flooding").isEmpty());
    assertThat(data("top", "--by", "flooding").getJsonObject(0).getString("client_id"))
        .isEqualTo(id);
    run(1, "node", "drain", "nobody");
  }
}
