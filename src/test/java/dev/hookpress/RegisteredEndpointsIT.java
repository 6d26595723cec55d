package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.SigningSecret;
import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Registered endpoints hear of jobs and events, as a client that registers them sees it. */
class RegisteredEndpointsIT {
  private final MutableClock clock = MutableClock.now();

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();
  @RegisterExtension final Installation hookpress = new Installation(clock);

  private final SystemNode node =
      hookpress.start(Map.of("HOOKPRESS_DELIVERY_RETRY_SCHEDULE", "10m"));

  private JsonObject register(String path, JsonObject more) {
    HttpResponse<String> answer =
        node.send("POST", "/v1/endpoints", registration(path, more).encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body());
  }

  private JsonObject registration(String path, JsonObject more) {
    return new JsonObject().put("url", receiver.uri(path).toString()).mergeIn(more);
  }

  private JsonObject change(String id, JsonObject change) {
    HttpResponse<String> answer = node.send("PATCH", "/v1/endpoints/" + id, change.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static JsonObject job(String part, String text) {
    return new JsonObject().put("parts", new JsonArray().add(new JsonObject().put(part, text)));
  }

  /** Submits a job that names nobody. */
  private String submit() {
    return node.submit(job("html", "<h1>Hello</h1>").encode());
  }

  private List<Received> at(String path) {
    return receiver.received().stream().filter(one -> one.target().equals(path)).toList();
  }

  private List<String> jobsAt(String path) {
    return at(path).stream().map(one -> new JsonObject(one.text()).getString("job_id")).toList();
  }

  private static Map<String, String> headers(Received one) {
    return one.headers().entries().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  @Test
  void anEndpointHearsOfEveryJobSignedByItsOwnSecretAndTheJobsCallbackStays() {
    JsonObject all =
        register("/all", new JsonObject().put("headers", new JsonObject().put("X-Team", "a")));
    SigningSecret own = SigningSecret.parse(all.getString("secret")).orElseThrow();

    String unnamed = submit();
    String named = node.submitHello(receiver.uri("/own"));

    eventually(() -> jobsAt("/all").containsAll(List.of(unnamed, named)));
    eventually(() -> jobsAt("/own").equals(List.of(named)));
    Received one = at("/all").get(0);
    assertThat(one.headers().get("x-team")).isEqualTo("a");
    assertThat(
            StandardWebhooks.verify(
                headers(one), one.body().getBytes(), List.of(own), clock.instant()))
        .isTrue();
    JsonObject shown = node.get("/v1/endpoints/" + all.getString("id"));
    assertThat(shown.getJsonObject("registration").getJsonArray("headers"))
        .isEqualTo(new JsonArray().add("X-Team"));
    assertThat(shown.getBoolean("own_signing_keys")).isTrue();
    assertThat(shown.encode()).doesNotContain("whsec_");
  }

  @Test
  void anEndpointIsToldOfTheEndsThatItWantsOnly() {
    register("/failed", new JsonObject().put("events", new JsonArray().add("job.failed")));
    register("/canceled", new JsonObject().put("events", new JsonArray().add("job.canceled")));
    register("/tailpdf", new JsonObject().put("job_formats", new JsonArray().add("tailpdf")));

    String completed = node.submitHello(receiver.uri("/own"));
    eventually(() -> jobsAt("/own").equals(List.of(completed)));
    receiver.answer(request -> Answer.status(request.target().equals("/missing.html") ? 404 : 200));
    String failed = node.submit(job("url", receiver.uri("/missing.html").toString()).encode());
    eventually(() -> node.job(failed).getString("status").equals("failed"));

    eventually(() -> jobsAt("/failed").equals(List.of(failed)));
    assertThat(jobsAt("/canceled")).isEmpty();
    assertThat(jobsAt("/tailpdf")).isEmpty();
    assertThat(node.get("/v1/jobs/" + completed + "/notifications").getJsonArray("data"))
        .hasSize(1);
  }

  @Test
  void aJobNamesAnEndpointByItsId() {
    JsonObject only = register("/named", new JsonObject().put("all_jobs", false));
    String elsewhere = node.submitHello(receiver.uri("/own"));
    JsonObject callback = new JsonObject().put("endpoint_id", only.getString("id"));
    String named = node.submit(job("html", "<p>").put("callback", callback).encode());

    eventually(() -> jobsAt("/own").equals(List.of(elsewhere)));
    eventually(() -> jobsAt("/named").equals(List.of(named)));

    JsonObject unknown = new JsonObject().put("endpoint_id", "ep_0123456789abcdee");
    HttpResponse<String> refused =
        node.send("POST", "/v1/jobs", job("html", "<p>").put("callback", unknown).encode());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("/callback/endpoint_id", "registered no such endpoint");
  }

  @Test
  void anEndpointIsToldInTheFormatOfTheJobOrInItsOwn() {
    register("/job", new JsonObject().put("format", "job"));
    register("/vortex", new JsonObject().put("format", "vortex"));
    JsonObject request =
        new JsonObject()
            .put("content", "<p>Hello</p>")
            .put("async", true)
            .put("upload_url", receiver.uri("/upload").toString());
    HttpResponse<String> accepted = node.send("POST", "/pdf", request.encode());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String tailpdf = new JsonObject(accepted.body()).getString("job_id");

    eventually(() -> jobsAt("/job").equals(List.of(tailpdf)) && at("/vortex").size() == 1);
    JsonObject told = new JsonObject(at("/job").get(0).text());
    assertThat(told.fieldNames()).containsExactly("event", "job_id", "timestamp", "data");
    assertThat(told.getString("event")).isEqualTo("render.completed");
    assertThat(new JsonObject(at("/vortex").get(0).text()).fieldNames())
        .isNotEqualTo(told.fieldNames());

    String ours = submit();
    eventually(() -> jobsAt("/job").contains(ours) && at("/vortex").size() == 2);
    JsonObject own =
        at("/job").stream()
            .map(one -> new JsonObject(one.text()))
            .filter(one -> ours.equals(one.getString("job_id")))
            .findFirst()
            .orElseThrow();
    assertThat(own.getString("status")).isEqualTo("completed");
    assertThat(new JsonObject(at("/vortex").get(1).text()).fieldNames())
        .isEqualTo(new JsonObject(at("/vortex").get(0).text()).fieldNames());
  }

  @Test
  void whatIsOwedToADisabledEndpointWaitsAndNothingNewIsOwed() {
    receiver.answer(request -> Answer.status(500));
    JsonObject endpoint = register("/later", new JsonObject());
    String id = endpoint.getString("id");
    String owed = submit();
    eventually(() -> node.notification(owed).filter(RegisteredEndpointsIT::attempted).isPresent());

    JsonObject disabled = change(id, new JsonObject().put("enabled", false));
    assertThat(disabled.getJsonObject("registration").getBoolean("enabled")).isFalse();
    receiver.answer(request -> Answer.status(200));
    clock.advance(Duration.ofMinutes(13));
    String unheard = node.submitHello(receiver.uri("/own"));
    eventually(() -> jobsAt("/own").equals(List.of(unheard)));
    assertThat(jobsAt("/later")).containsExactly(owed);
    assertThat(node.get("/v1/endpoints/" + id).getString("status")).isEqualTo("paused");
    assertThat(node.send("POST", "/v1/endpoints/" + id + "/resume", null).statusCode())
        .isEqualTo(409);

    change(id, new JsonObject().put("enabled", true));
    eventually(() -> jobsAt("/later").equals(List.of(owed, owed)));
    eventually(() -> node.notification(owed).orElseThrow().getString("status").equals("delivered"));
  }

  private static boolean attempted(JsonObject notification) {
    return notification.getInteger("attempts_made") == 1;
  }

  @Test
  void whatIsOwedToARemovedEndpointEndsAsGone() {
    receiver.answer(request -> Answer.status(500));
    JsonObject endpoint = register("/removed", new JsonObject());
    String owed = submit();
    eventually(() -> node.notification(owed).filter(RegisteredEndpointsIT::attempted).isPresent());

    String path = "/v1/endpoints/" + endpoint.getString("id");
    assertThat(node.send("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(node.send("DELETE", path, null).statusCode()).isEqualTo(404);
    clock.advance(Duration.ofMinutes(13));

    eventually(() -> node.notification(owed).orElseThrow().getString("status").equals("gone"));
    assertThat(node.get(path).containsKey("registration")).isFalse();
    assertThat(node.get(path).getBoolean("own_signing_keys")).isFalse();
    String unheard = submit();
    node.ended(unheard);
    assertThat(node.notification(unheard)).isEmpty();
  }

  @Test
  void operationalEventsGoToTheEndpointsThatWantThemAndToTheEventsTarget() {
    receiver.answer(request -> Answer.status(request.target().equals("/failing") ? 500 : 200));
    JsonArray exhausted = new JsonArray().add("notification.exhausted");
    register("/ops", new JsonObject().put("events", exhausted));
    register("/others", new JsonObject().put("events", new JsonArray().add("client.blocked")));
    JsonObject target = new JsonObject().put("url", receiver.uri("/target").toString());
    assertThat(node.send("PUT", "/v1/client/events", target.encode()).statusCode()).isEqualTo(200);

    String job = node.submitHello(receiver.uri("/failing"));
    eventually(() -> node.notification(job).filter(RegisteredEndpointsIT::attempted).isPresent());
    clock.advance(Duration.ofMinutes(13));

    eventually(() -> at("/ops").size() == 1 && at("/target").size() == 1);
    assertThat(at("/others")).isEmpty();
    assertThat(at("/ops").get(0).text()).isEqualTo(at("/target").get(0).text());
    assertThat(at("/ops").get(0).headers().get("webhook-id"))
        .isNotEqualTo(at("/target").get(0).headers().get("webhook-id"));
  }

  @Test
  void aRegistrationIsRepeatedByItsKeyAndAUrlIsRegisteredOnce() {
    String body = registration("/once", new JsonObject().put("name", "orders")).encode();
    String[] key = {"Idempotency-Key", "first"};
    HttpResponse<String> first = node.send("POST", "/v1/endpoints", body, key);
    HttpResponse<String> again = node.send("POST", "/v1/endpoints", body, key);
    HttpResponse<String> taken = node.send("POST", "/v1/endpoints", body);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.body()).contains("endpoint-registered");
    assertThat(node.get("/v1/endpoints").getJsonArray("data")).hasSize(1);
  }

  @Test
  void anEndpointTakesAsManyAttemptsASecondAsItsRateSays() {
    register("/slow", new JsonObject().put("rate_per_second", 2));
    List<String> jobs = IntStream.range(0, 4).mapToObj(i -> submit()).toList();
    jobs.forEach(node::ended);

    eventually(() -> !at("/slow").isEmpty());
    // The clock stands still, and so does the rate: what it lets pass now is half a second's.
    String other = node.submitHello(receiver.uri("/own"));
    eventually(() -> jobsAt("/own").equals(List.of(other)));
    assertThat(at("/slow")).hasSize(1);

    clock.advance(Duration.ofMillis(500));
    eventually(() -> at("/slow").size() == 2);
    clock.advance(Duration.ofMillis(500));
    eventually(() -> at("/slow").size() == 3);
  }
}
