package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static dev.hookpress.support.RawReceiver.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.MutableClock;
import dev.hookpress.support.RawReceiver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node, and a receiver that writes raw bytes. Each test has its own client, which three errors
 * block.
 */
abstract class HostileReceiverFixture {
  private static final int ERRORS_THAT_BLOCK = 3;

  static final MutableClock clock = MutableClock.now();
  @RegisterExtension static final Installation hookpress = new Installation(clock);
  static SystemNode node;

  @RegisterExtension
  final RawReceiver receiver = RawReceiver.start((request, peer) -> peer.write(reply(200, "")));

  String key;

  /** Each class has a node of its own. */
  @BeforeAll
  static void startNode() {
    node =
        hookpress.start(
            Map.of(
                "HOOKPRESS_BREAKER_ERRORS",
                Integer.toString(ERRORS_THAT_BLOCK),
                "HOOKPRESS_DELIVERY_DEADLINE_SECONDS",
                "4"));
  }

  @BeforeEach
  void admit() {
    key = UUID.randomUUID().toString();
    node.admit(key);
  }

  JsonObject get(String path) {
    HttpResponse<String> answer = node.sendAs(key, "GET", path, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  String submit(String apiKey, String path, JsonObject body) {
    HttpResponse<String> answer = node.sendAs(apiKey, "POST", path, body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  static JsonObject hello(URI callback) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<h1>Hello</h1>")))
        .put("callback", new JsonObject().put("url", callback.toString()));
  }

  /** Submits a job with a callback, and gives the job's id. */
  String submit(String path) {
    return new JsonObject(submit(key, "/v1/jobs", hello(receiver.uri(path)))).getString("id");
  }

  List<String> submitMany(int count) {
    return IntStream.range(0, count).mapToObj(i -> submit("/hook?" + i)).toList();
  }

  /** The attempts at a job's only callback. */
  List<JsonObject> attempts(String job) {
    JsonArray all = get("/v1/jobs/" + job + "/notifications").getJsonArray("data");
    if (all.isEmpty()) {
      return List.of();
    }
    return get("/v1/notifications/" + all.getJsonObject(0).getString("id"))
        .getJsonArray("attempts")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  List<String> outcomes(String job) {
    return attempts(job).stream().map(attempt -> attempt.getString("outcome")).toList();
  }

  JsonObject firstAttempt(String job) {
    eventually(() -> !attempts(job).isEmpty());
    return attempts(job).get(0);
  }

  void delivered(List<String> jobs) {
    for (String job : jobs) {
      eventually(() -> outcomes(job).contains("delivered"));
    }
  }

  boolean blocked() {
    return get("/v1/client").getString("blocked_until") != null;
  }
}
