package dev.hookpress;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.postgres.Database;
import dev.hookpress.postgres.Pools;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/**
 * Operators find a tenant whose callbacks fail, see why, limit and unblock him on both nodes, and
 * delete him.
 */
class OperatorIT {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(500));

  @RegisterExtension final Installation hookpress = new Installation(clock);

  private final Map<String, String> settings =
      Map.of("HOOKPRESS_OPERATOR_KEY", KEY, "HOOKPRESS_DELIVERY_SLOTS_PER_ENDPOINT", "1");

  private static JsonObject ok(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  private static JsonObject get(SystemNode node, String path) {
    return ok(node.operator(KEY, "GET", path, null), 200);
  }

  @Test
  void aFailingTenantIsFoundExplainedLimitedUnblockedAndDeleted() {
    SystemNode node = hookpress.start(settings);
    SystemNode other = hookpress.start(settings);
    String id = node.get("/v1/client").getString("id");
    ok(
        node.operator(
            KEY,
            "PATCH",
            "/clients/" + id + "/limits",
            "{\"breaker_errors\": 3, \"retry_schedule_seconds\": [3600]}"),
        200);
    assertThat(other.get("/v1/client").getJsonObject("error_window").getInteger("limit"))
        .isEqualTo(3);

    for (int i = 0; i < 3; i++) {
      node.submitHello(receiver.uri("/"));
    }
    receiver.await(3, PATIENCE);
    eventually(() -> blocked(node, id) && blocked(other, id));
    String parked = node.submitHello(receiver.uri("/"));
    node.ended(parked);

    eventually(() -> !get(node, "/top?by=failing").getJsonArray("data").isEmpty());
    JsonArray top = get(node, "/top?by=failing").getJsonArray("data");
    assertThat(top.getJsonObject(0).getString("client_id")).isEqualTo(id);
    JsonObject explained = get(node, "/explain/" + parked);
    assertThat(explained.getString("client_id")).isEqualTo(id);
    JsonObject message = explained.getJsonArray("notifications").getJsonObject(0);
    assertThat(message.getString("explanation")).contains("too many deliveries to this client");
    assertThat(get(node, "/explain/" + message.getString("id")).getString("id"))
        .isEqualTo(message.getString("id"));
    assertThat(get(node, "/queue").getJsonObject("notifications").getInteger("parked"))
        .isPositive();

    receiver.answer(request -> Answer.status(200));
    clock.advance(Duration.ofSeconds(1));
    ok(other.operator(KEY, "POST", "/clients/" + id + "/unblock", null), 200);
    assertThat(blocked(other, id)).isFalse();
    eventually(() -> !blocked(node, id));
    clock.advance(Duration.ofSeconds(11));
    receiver.await(4, PATIENCE);
    eventually(
        () -> node.notification(parked).orElseThrow().getString("status").equals("delivered"));
    assertThatOperatorsSeeNoBodies(node, parked);
    // The blocks stay lifted when nodes read them again.
    clock.advance(Duration.ofSeconds(2));
    assertThat(blocked(node, id)).isFalse();

    delete(node, id);

    List<String> actions = new ArrayList<>();
    get(node, "/audit?subject=" + id)
        .getJsonArray("data")
        .forEach(entry -> actions.add(((JsonObject) entry).getString("action")));
    assertThat(actions).containsExactly("client.delete", "client.unblock", "client.limits");
  }

  /** The client's own key shows what was sent and answered; the operator's shows the heads. */
  private static void assertThatOperatorsSeeNoBodies(SystemNode node, String job) {
    JsonObject own = node.notification(job).orElseThrow();
    assertThat(own.getJsonObject("request").getString("body")).contains(job);
    assertThat(own.getJsonArray("attempts").getJsonObject(0).containsKey("answer")).isTrue();

    JsonObject shown = get(node, "/explain/" + own.getString("id"));
    assertThat(shown.getJsonObject("request").fieldNames())
        .containsExactlyInAnyOrder("method", "url", "headers");
    assertThat(shown.getJsonArray("attempts").getJsonObject(0).fieldNames())
        .contains("outcome", "http_status", "answer_headers")
        .doesNotContain("answer", "answer_encoding");
  }

  private void delete(SystemNode node, String id) {
    ok(node.operator(KEY, "DELETE", "/clients/" + id, null), 202);
    assertThat(node.send("GET", "/v1/client", null).statusCode()).isEqualTo(401);
    clock.advance(Duration.ofSeconds(61));
    eventually(() -> get(node, "/clients/" + id).getString("status").equals("deleted"));
    assertThat(get(node, "/clients/" + id).getInteger("rows_deleted")).isPositive();
    assertThat(rowsOf(id)).isEmpty();
  }

  private static boolean blocked(SystemNode node, String id) {
    return get(node, "/clients/" + id).containsKey("blocked_until");
  }

  /** The tables that have a row of a client. */
  private List<String> rowsOf(String client) {
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, Database.of(hookpress.database()), 1, 1);
    try {
      List<String> tables = new ArrayList<>();
      await(
              pool.query(
                      "select table_name from information_schema.columns join"
                          + " information_schema.tables using (table_schema, table_name)"
                          + " where column_name = 'client_id' and table_type = 'BASE TABLE'"
                          + " and table_schema = current_schema()")
                  .execute())
          .forEach(row -> tables.add(row.getString(0)));
      assertThat(tables).contains("job", "api_key", "delivery_queue", "attempt", "endpoint_hour");
      UUID id = Ulid.from(client).toUuid();
      tables.removeIf(
          table ->
              await(
                          pool.query("select from " + table + " where client_id = '" + id + "'")
                              .execute())
                      .size()
                  == 0);
      if (await(pool.query("select from client where id = '" + id + "'").execute()).size() > 0) {
        tables.add("client");
      }
      return tables;
    } finally {
      await(pool.close());
      await(vertx.close());
    }
  }

  @Test
  void theOperatorApiIsClosedWithoutAKeyAndToOthers() {
    SystemNode closed = hookpress.start();
    assertThat(closed.operator(KEY, "GET", "/clients", null).statusCode()).isEqualTo(404);

    SystemNode node = hookpress.start(settings);
    assertThat(node.operator(KEY + "x", "GET", "/clients", null).statusCode()).isEqualTo(401);
    assertThat(node.operator(KEY, "GET", "/nothing", null).statusCode()).isEqualTo(404);
    assertThat(get(node, "/clients").getJsonArray("data")).hasSize(1);

    SystemNode elsewhere =
        hookpress.start(
            Map.of("HOOKPRESS_OPERATOR_KEY", KEY, "HOOKPRESS_OPERATOR_ALLOW", "10.0.0.0/8"));
    assertThat(elsewhere.operator(KEY, "GET", "/clients", null).statusCode()).isEqualTo(403);
  }

  @Test
  void everyRouteOfTheDescriptionExists() {
    SystemNode node = hookpress.start(settings);
    String text = node.operator(KEY, "GET", "/openapi.yaml", null).body();
    Map<String, Map<String, Object>> paths =
        new Yaml().<Map<String, Map<String, Map<String, Object>>>>load(text).get("paths");
    assertThat(paths).hasSizeGreaterThan(12);
    paths.forEach(
        (path, methods) -> {
          String allowed =
              node.operator(KEY, "OPTIONS", path.replaceAll("[{}]", ""), null)
                  .headers()
                  .firstValue("Allow")
                  .orElse("nothing");
          for (String method : methods.keySet()) {
            assertThat(allowed).as(path).contains(method.toUpperCase(Locale.ROOT));
          }
        });
  }

  @Test
  void nothingIsSentForADisabledClientUntilItIsEnabled() {
    SystemNode node = hookpress.start(settings);
    node.admit("another-clients-key");
    String id = node.get("/v1/client").getString("id");
    String waiting = node.submitHello(receiver.uri("/waits"));
    receiver.await(1, PATIENCE);
    eventually(() -> node.notification(waiting).orElseThrow().getInteger("attempts_made") == 1);
    receiver.answer(request -> Answer.status(200));
    ok(node.operator(KEY, "POST", "/clients/" + id + "/disable", null), 200);

    assertThat(node.send("GET", "/v1/client", null).statusCode()).isEqualTo(401);
    // Its retry is due, and another client's callback, which is due later, is sent.
    clock.advance(Duration.ofSeconds(10));
    String body =
        new JsonObject()
            .put("parts", "<h1>Hello</h1>")
            .put("callback", new JsonObject().put("url", receiver.uri("/other").toString()))
            .encode();
    assertThat(node.sendAs("another-clients-key", "POST", "/v1/jobs", body).statusCode())
        .isEqualTo(202);
    assertThat(receiver.await(2, PATIENCE).get(1).target()).isEqualTo("/other");

    ok(node.operator(KEY, "POST", "/clients/" + id + "/enable", null), 200);
    node.submitHello(receiver.uri("/new"));
    // Endpoints resume at different times within ten seconds.
    clock.advance(Duration.ofSeconds(11));
    assertThat(receiver.await(4, PATIENCE))
        .extracting(LocalReceiver.Received::target)
        .startsWith("/waits", "/other")
        .contains("/new")
        .filteredOn("/waits"::equals)
        .hasSize(2);
  }

  @Test
  void aKeyWorksUntilItExpires() {
    SystemNode node = hookpress.start(settings);
    SystemNode other = hookpress.start(settings);
    String keys = "/clients/" + node.get("/v1/client").getString("id") + "/keys";
    String end = clock.instant().plus(Duration.ofHours(1)).toString();
    JsonObject wanted = new JsonObject().put("expires_at", end);
    String key = ok(node.operator(KEY, "POST", keys, wanted.encode()), 201).getString("api_key");
    assertThat(other.sendAs(key, "GET", "/v1/client", null).statusCode()).isEqualTo(200);

    clock.advance(Duration.ofHours(1));

    assertThat(node.sendAs(key, "GET", "/v1/client", null).statusCode()).isEqualTo(401);
    assertThat(other.sendAs(key, "GET", "/v1/client", null).statusCode()).isEqualTo(401);
    assertThat(other.send("GET", "/v1/client", null).statusCode()).isEqualTo(200);
  }

  @Test
  void aTenantRotatesItsKeyWithoutAnOperator() {
    SystemNode node = hookpress.start(settings);
    SystemNode other = hookpress.start(settings);
    JsonObject reader = ok(node.send("POST", "/v1/client/keys", "{\"scopes\": [\"read\"]}"), 201);
    String readKey = reader.getString("api_key");
    assertThat(other.sendAs(readKey, "GET", "/v1/jobs", null).statusCode()).isEqualTo(200);
    assertThat(other.sendAs(readKey, "POST", "/v1/jobs", "{}").statusCode()).isEqualTo(403);
    assertThat(other.sendAs(readKey, "POST", "/v1/client/keys", "{}").statusCode()).isEqualTo(403);

    JsonObject next =
        ok(node.send("POST", "/v1/client/keys", "{}", "Idempotency-Key", "rotate"), 201);
    assertThat(ok(node.send("POST", "/v1/client/keys", "{}", "Idempotency-Key", "rotate"), 201))
        .isEqualTo(next);
    String nextKey = next.getString("api_key");
    String old =
        other.get("/v1/client/keys").getJsonArray("data").stream()
            .map(key -> ((JsonObject) key).getString("id"))
            .filter(id -> !id.equals(reader.getString("id")) && !id.equals(next.getString("id")))
            .findFirst()
            .orElseThrow();
    assertThat(other.sendAs(nextKey, "DELETE", "/v1/client/keys/" + old, null).statusCode())
        .isEqualTo(204);
    eventually(() -> node.send("GET", "/v1/client", null).statusCode() == 401);
    assertThat(
            node.sendAs(nextKey, "DELETE", "/v1/client/keys/" + next.getString("id"), null)
                .statusCode())
        .as("the last key")
        .isEqualTo(409);
    JsonObject listed = new JsonObject(node.sendAs(nextKey, "GET", "/v1/client/keys", null).body());
    assertThat(listed.encode()).doesNotContain(nextKey).contains("last_used_at");
    assertThat(nextKey).startsWith(next.getString("prefix"));
  }

  @Test
  void aNodeThatIsDrainedTakesNoMoreAndIsNotReady() {
    SystemNode node =
        hookpress.start(Map.of("HOOKPRESS_OPERATOR_KEY", KEY, "HOOKPRESS_NODE_ID", "blue"));
    SystemNode other =
        hookpress.start(Map.of("HOOKPRESS_OPERATOR_KEY", KEY, "HOOKPRESS_NODE_ID", "green"));
    ok(other.operator(KEY, "POST", "/nodes/blue/drain", null), 202);

    eventually(() -> node.management("/health/ready").statusCode() == 503);
    assertThat(other.management("/health/ready").statusCode()).isEqualTo(200);
    JsonArray nodes = get(other, "/nodes").getJsonArray("data");
    assertThat(nodes.getJsonObject(0).getString("name")).isEqualTo("blue");
    assertThat(nodes.getJsonObject(0).getString("status")).isEqualTo("draining");
    assertThat(nodes.getJsonObject(1).getString("status")).isEqualTo("alive");
  }
}
