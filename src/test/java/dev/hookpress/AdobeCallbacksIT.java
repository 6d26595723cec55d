package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callbacks in Adobe's format: every notifier is called, and the acknowledgement counts. */
class AdobeCallbacksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String OTHER_KEY = "anothers-key";

  private final MutableClock clock = MutableClock.now();

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(
          request ->
              Answer.json(
                  200, request.target().equals("/good") ? "{\"ack\":\"done\"}" : "{\"ok\":true}"));

  @RegisterExtension final Installation hookpress = new Installation(clock);
  private final SystemNode node = hookpress.start(Map.of("HOOKPRESS_BREAKER_ERRORS", "2"));

  private static JsonObject notifier(URI url) {
    return new JsonObject()
        .put("type", "CALLBACK")
        .put("data", new JsonObject().put("url", url.toString()));
  }

  /** Submits a job of an address that answers with JSON, which no PDF can be made of. */
  private String submit(JsonObject... notifiers) {
    JsonObject body =
        new JsonObject()
            .put("inputUrl", receiver.uri("/page").toString())
            .put("notifiers", new JsonArray());
    for (JsonObject notifier : notifiers) {
      body.getJsonArray("notifiers").add(notifier);
    }
    HttpResponse<String> answer = node.send("POST", "/operation/htmltopdf", body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static String job(String location) {
    return location.split("/operation/htmltopdf/")[1].split("/")[0];
  }

  /** A job's notifications with their attempts, as text. */
  private String notifications(String location) {
    StringBuilder all = new StringBuilder();
    for (Object each :
        node.get("/v1/jobs/job_" + job(location) + "/notifications").getJsonArray("data")) {
      all.append(node.get("/v1/notifications/" + ((JsonObject) each).getString("id")).encode());
    }
    return all.toString();
  }

  @Test
  void everyNotifierIsCalledAndOnlyTheAcknowledgedOneIsDelivered() {
    String location = submit(notifier(receiver.uri("/good")), notifier(receiver.uri("/bad")));

    eventually(
        () ->
            receiver.received().stream().filter(call -> call.method().equals("POST")).count() == 2);
    eventually(
        () -> {
          String all = notifications(location);
          return all.contains("\"delivered\"") && all.contains("ack_missing");
        });
    Received call =
        receiver.received().stream().filter(it -> it.method().equals("POST")).findFirst().get();
    JsonObject body = new JsonObject(call.body());
    assertThat(body.getString("jobID")).isEqualTo(job(location));
    JsonObject status = body.getJsonObject("statusResponse");
    assertThat(status.getString("status")).isEqualTo("failed");
    assertThat(status.getJsonObject("error").getInteger("status")).isEqualTo(400);
    String path = URI.create(location).getPath();
    assertThat(new JsonObject(node.send("GET", path, null).body())).isEqualTo(status);
  }

  @Test
  void answersWithoutTheAcknowledgementBlockTheClient() {
    submit(notifier(receiver.uri("/bad")));
    submit(notifier(receiver.uri("/bad")));

    eventually(() -> node.get("/v1/client").getString("blocked_until") != null);
  }

  @Test
  void jobsOfAnotherClientAreNotFound() throws Exception {
    node.admit(OTHER_KEY);
    String location = submit();
    String path = URI.create(location).getPath();
    JsonObject created =
        new JsonObject(node.send("POST", "/assets", "{\"mediaType\":\"text/html\"}").body());
    String asset = created.getString("assetID");
    assertThat(put(created.getString("uploadUri"))).isEqualTo(200);

    assertThat(node.send("GET", "/assets/" + asset, null).statusCode()).isEqualTo(200);
    String wish = new JsonObject().put("assetID", asset).encode();
    List<HttpResponse<String>> others =
        List.of(
            node.sendAs(OTHER_KEY, "GET", path, null),
            node.sendAs(OTHER_KEY, "GET", "/assets/" + asset, null),
            node.sendAs(OTHER_KEY, "DELETE", "/assets/" + asset, null),
            node.sendAs(OTHER_KEY, "POST", "/operation/htmltopdf", wish));
    for (HttpResponse<String> denied : others) {
      assertThat(denied.statusCode()).isEqualTo(404);
      assertThat(denied.body()).startsWith("{\"error\":{\"code\":\"NOT_FOUND\"");
      assertThat(denied.headers().firstValue("x-request-id")).isPresent();
    }
    assertThat(node.send("POST", "/operation/htmltopdf", wish).statusCode()).isEqualTo(201);
  }

  private static int put(String uploadUri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uploadUri))
            .header("Content-Type", "text/html")
            .PUT(BodyPublishers.ofString("<p>x</p>"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
