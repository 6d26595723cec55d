package dev.hookpress;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.postgres.Database;
import dev.hookpress.postgres.Pools;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is kept of a job is deleted before the retention: by itself, on request, by its client's.
 */
class ExpiryIT {
  private static final String OPERATOR = "0123456789abcdef0123456789abcdef";

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);

  private SystemNode start() {
    return hookpress.start(Map.of("HOOKPRESS_OPERATOR_KEY", OPERATOR));
  }

  private String job(JsonObject more) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("html", "<h1>Secret</h1>")))
        .put("callback", new JsonObject().put("url", receiver.uri("/").toString()))
        .mergeIn(more)
        .encode();
  }

  private String delivered(SystemNode node, JsonObject more) {
    String job = node.submit(job(more));
    node.ended(job);
    eventually(
        () ->
            node.notification(job)
                .filter(each -> each.getString("status").equals("delivered"))
                .isPresent());
    return job;
  }

  @Test
  void aJobIsDeletedWhenItExpires() {
    SystemNode node = start();
    String kept = delivered(node, new JsonObject());
    String brief = delivered(node, new JsonObject().put("expires_in", 60));
    assertThat(files()).hasSize(2);

    clock.advance(Duration.ofSeconds(61));

    eventually(() -> node.send("GET", "/v1/jobs/" + brief, null).statusCode() == 404);
    eventually(() -> files().size() == 1);
    assertThat(node.job(kept).getString("status")).isEqualTo("completed");
    assertThat(rowsOf(brief)).isEmpty();
    assertThat(rowsOf(kept)).contains("document", "job", "notification");
    // Whatever a node has stored meanwhile is looked for once more.
    clock.advance(Duration.ofMinutes(16));
    eventually(() -> count("content_expiry") == 0);
  }

  @Test
  void anExpiryMustLeaveTimeToFetchTheResult() {
    HttpResponse<String> answer =
        start().send("POST", "/v1/jobs", job(new JsonObject().put("expires_in", 59)));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("/expires_in", "Must be from 60 to 31536000.");
  }

  @Test
  void aClientDeletesAJobWithItsFilesAndWhatIsNotYetDelivered() {
    receiver.answer(request -> Answer.status(500));
    SystemNode node = start();
    String job = node.submit(job(new JsonObject()));
    node.ended(job);
    receiver.await(1, Duration.ofSeconds(60));
    eventually(() -> node.notification(job).orElseThrow().getInteger("attempts_made") == 1);
    String message = node.notification(job).orElseThrow().getString("id");

    HttpResponse<String> answer = node.send("DELETE", "/v1/jobs/" + job + "?content=true", null);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    assertThat(files()).isEmpty();
    assertThat(rowsOf(job)).isEmpty();
    assertThat(count("attempt")).isZero();
    assertThat(count("delivery_queue")).isZero();
    for (String path : List.of("/v1/jobs/" + job, "/v1/notifications/" + message)) {
      assertThat(node.send("GET", path, null).statusCode()).as(path).isEqualTo(404);
    }
    String again = "/v1/jobs/" + job + "?content=true";
    assertThat(node.send("DELETE", again, null).statusCode()).isEqualTo(404);
    assertThat(node.send("DELETE", "/v1/jobs/" + job + "?content=1", null).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aClientsOwnRetentionCountsAtOnce() {
    SystemNode node = start();
    String id = node.get("/v1/client").getString("id");
    String old = delivered(node, new JsonObject());
    clock.advance(Duration.ofDays(2));
    String young = delivered(node, new JsonObject());

    HttpResponse<String> limited =
        node.operator(OPERATOR, "PATCH", "/clients/" + id + "/limits", "{\"retention_days\": 1}");

    assertThat(limited.statusCode()).as(limited.body()).isEqualTo(200);
    assertThat(limited.body()).contains("\"retention_days\":1");
    eventually(() -> node.send("GET", "/v1/jobs/" + old, null).statusCode() == 404);
    eventually(() -> files().size() == 1);
    assertThat(node.job(young).getString("status")).isEqualTo("completed");
  }

  @Test
  void theFilesOfADeletedClientGoWithIt() {
    SystemNode node = start();
    String id = node.get("/v1/client").getString("id");
    delivered(node, new JsonObject());
    assertThat(files()).hasSize(1);

    node.operator(OPERATOR, "DELETE", "/clients/" + id, null);
    clock.advance(Duration.ofSeconds(61));

    eventually(
        () ->
            node.operator(OPERATOR, "GET", "/clients/" + id, null)
                .body()
                .contains("\"status\":\"deleted\""));
    eventually(() -> files().isEmpty());
  }

  private List<Path> files() {
    Path root = hookpress.data().resolve("files");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables that have rows of a job. */
  private List<String> rowsOf(String job) {
    UUID id = NativeIds.job(job).orElseThrow().value();
    List<String> found = new ArrayList<>();
    for (String table : List.of("document", "notification", "render_queue")) {
      if (count(table + " where job_id = '" + id + "'") > 0) {
        found.add(table);
      }
    }
    if (count("job where id = '" + id + "'") > 0) {
      found.add("job");
    }
    return found;
  }

  private long count(String from) {
    Vertx vertx = Vertx.vertx();
    Pool pool = Pools.open(vertx, Database.of(hookpress.database()), 1, 1);
    try {
      return await(pool.query("select count(*) from " + from).execute())
          .iterator()
          .next()
          .getLong(0);
    } finally {
      await(vertx.close());
    }
  }
}
