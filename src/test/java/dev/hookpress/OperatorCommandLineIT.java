package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
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
}
