package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.node.Role;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import dev.hookpress.support.NamedPages;
import dev.hookpress.support.TestServers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A program written for PDF Gorilla with another base URL: stored templates, asynchronous jobs, and
 * webhooks that its own verification accepts.
 */
class PdfgorillaIT {
  private static final String SECRET = "at-least-32-random-bytes-please";
  private static final String TEMPLATES = "/api/v1/templates";
  private static final int LINK_SECONDS = 300;

  private final MutableClock clock = MutableClock.now();
  private final TestServers.DedicatedRedis redis = TestServers.dedicatedRedis();

  @RegisterExtension
  final Installation hookpress =
      new Installation(clock, TestServers.migratedDatabase(), redis.uri());

  @RegisterExtension
  final LocalReceiver receiver = LocalReceiver.start(request -> Answer.status(200));

  @AfterEach
  void stop() {
    redis.close();
  }

  private SystemNode node(EnumSet<Role> roles) {
    return hookpress.start(
        roles, Map.of("HOOKPRESS_FILES_LINK_SECONDS", Integer.toString(LINK_SECONDS)));
  }

  private SystemNode node() {
    return node(EnumSet.allOf(Role.class));
  }

  private static String text(String name, String html) {
    return new JsonObject().put("name", name).put("html", html).encode();
  }

  private static String created(SystemNode node, String html) {
    HttpResponse<String> answer = node.send("POST", TEMPLATES, text("Order", html));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body()).getString("id");
  }

  @Test
  void aTemplateOfTheServiceIsStoredUnderItsIdAndFilled() throws Exception {
    SystemNode node = node();
    String path = TEMPLATES + "/cm8x2k4t60001l708";
    String template =
        "<h1>{{ name | upcase }}</h1>{% for i in items %}<p>{{ forloop.index }}. {{ i.title }}:"
            + " {{ i.price | times: 2 | round: 2 }}{{ i.missing }}</p>{% endfor %}";
    JsonObject text =
        new JsonObject()
            .put("htmlTemplate", template)
            .put("customCss", "h1 { color: red }")
            .put("mockData", new JsonObject().put("name", "x"));
    HttpResponse<String> stored = node.send("PUT", path, text.encode());
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    assertThat(new JsonObject(stored.body()).getString("id")).isEqualTo("cm8x2k4t60001l708");
    assertThat(new JsonObject(stored.body()).getString("engine")).isEqualTo("liquid");
    assertThat(node.send("PUT", path, text.encode()).statusCode()).isEqualTo(200);
    assertThat(node.get(path).getInteger("version")).isEqualTo(2);
    String data = "{\"data\":{\"name\":\"Order\",\"items\":[{\"title\":\"Tea\",\"price\":1.45}]}}";
    String job = generated(node, "cm8x2k4t60001l708", data);
    eventually(() -> status(node, job).getString("status").equals("completed"));
    assertThat(pages(status(node, job)))
        .singleElement()
        .asString()
        .contains("ORDER", "1. Tea: 2.9");
    assertThat(generate(node, "no-such-template", data).statusCode()).isEqualTo(404);
  }

  /** The seed's request with a local webhook. */
  private String seedRequest() throws IOException {
    try (InputStream in =
        getClass().getResourceAsStream("/dialect/pdfgorilla/request-generate-async.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace(
              "https://your-server.com/webhooks/pdf", receiver.uri("/webhooks/pdf").toString());
    }
  }

  private static HttpResponse<String> generate(SystemNode node, String template, String body) {
    return node.send("POST", TEMPLATES + "/" + template + "/generate-async", body);
  }

  private static String generated(SystemNode node, String template, String body) {
    HttpResponse<String> answer = generate(node, template, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonObject accepted = new JsonObject(answer.body());
    assertThat(accepted.getString("status")).isEqualTo("queued");
    String id = accepted.getString("jobId");
    assertThat(accepted.getString("statusUrl")).isEqualTo("/api/v1/jobs/" + id);
    return id;
  }

  private JsonObject callback(String job) {
    eventually(() -> callbacks(job).size() == 1);
    Received callback = callbacks(job).get(0);
    assertThat(callback.target()).isEqualTo("/webhooks/pdf");
    assertThat(callback.headers().get("content-type")).isEqualTo("application/json");
    assertThat(callback.headers().get("x-pdfg-signature"))
        .isEqualTo(hmac(SECRET, callback.body().getBytes()));
    JsonObject body = new JsonObject(callback.body());
    assertThat(body.getString("jobId")).isEqualTo(job);
    assertThat(body.getString("timestamp"))
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    return body;
  }

  private List<Received> callbacks(String job) {
    return receiver.received().stream()
        .filter(one -> one.method().equals("POST"))
        .filter(one -> job.equals(one.headers().get("x-pdfg-event-id")))
        .toList();
  }

  private static String hmac(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException everyJvmHasIt) {
      throw new AssertionError(everyJvmHasIt);
    }
  }

  private static JsonObject status(SystemNode node, String job) {
    return node.get("/api/v1/jobs/" + job);
  }

  private static HttpResponse<byte[]> download(JsonObject job) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(job.getString("downloadUrl"))).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static List<String> pages(JsonObject job) throws Exception {
    HttpResponse<byte[]> answer = download(job);
    assertThat(answer.statusCode()).isEqualTo(200);
    return NamedPages.of(answer.body());
  }

  @Test
  void theSeedsRequestIsRenderedAndCalledBackAndItsLinkIsRenewed() throws Exception {
    try (SystemNode node = node()) {
      String template = created(node, "<h1>Order {{orderId}}</h1>");
      String job = generated(node, template, seedRequest());

      JsonObject callback = callback(job);
      assertThat(callback.fieldNames())
          .containsExactly("jobId", "status", "downloadUrl", "expiresAt", "error", "timestamp");
      assertThat(callback.getString("status")).isEqualTo("completed");
      assertThat(callback.getValue("error")).isNull();
      assertThat(pages(callback)).containsExactly("Order ORD-999");

      clock.advance(Duration.ofSeconds(LINK_SECONDS + 1));
      assertThat(download(callback).statusCode()).isEqualTo(403);
      JsonObject status = status(node, job);
      assertThat(status.getString("status")).isEqualTo("completed");
      assertThat(status.getString("timestamp")).isEqualTo(callback.getString("timestamp"));
      assertThat(pages(status)).containsExactly("Order ORD-999");
    }
  }

  @Test
  void aTemplateThatDoesNotEndFailsItsJobAndTheWebhookIsTold() throws Exception {
    try (SystemNode node = node()) {
      String endless = "{% for a in rows %}".repeat(8) + "x" + "{% endfor %}".repeat(8);
      String template = created(node, endless);
      JsonObject request = new JsonObject(seedRequest());
      request.put("data", new JsonObject("{\"rows\":[0,1,2,3,4,5,6,7,8,9]}"));
      String job = generated(node, template, request.encode());

      JsonObject callback = callback(job);
      assertThat(callback.fieldNames()).containsExactly("jobId", "status", "error", "timestamp");
      assertThat(callback.getString("status")).isEqualTo("failed");
      assertThat(callback.getJsonObject("error").getString("code"))
          .isEqualTo("LIQUID_COMPLEXITY_EXCEEDED");
      assertThat(callback.getJsonObject("error").getString("message")).isNotBlank();
      JsonObject status = callback.copy().putNull("downloadUrl").putNull("expiresAt");
      assertThat(status(node, job)).isEqualTo(status);
    }
  }

  @Test
  void aTemplateReachesNothingButItsData() throws Exception {
    try (SystemNode node = node()) {
      for (String wrong :
          List.of("{% include '../../etc/passwd' %}", "{% precompile 'a' %}", "{% if a %}")) {
        HttpResponse<String> answer = node.send("POST", TEMPLATES, text("Order", wrong));
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.getJsonArray("details").getJsonObject(0).getString("message"))
            .contains("Line 1, column");
      }
      String template =
          created(node, "<p>[{{orderId.class}}{{this.getClass.classLoader}}]</p>{{orderId}}");
      String job = generated(node, template, seedRequest());

      assertThat(pages(callback(job)).get(0).replaceAll("\\s+", " ")).isEqualTo("[] ORD-999");
    }
  }

  @Test
  void aCanceledJobsWebhookSaysCanceled() throws Exception {
    // Nobody renders, so the job is still pending.
    try (SystemNode node = node(EnumSet.of(Role.API, Role.DISPATCH))) {
      String template = created(node, "<p>{{orderId}}</p>");
      String job = generated(node, template, seedRequest());

      HttpResponse<String> answer = node.send("POST", "/api/v1/jobs/" + job + "/cancel", null);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("canceled");
      JsonObject callback = callback(job);
      assertThat(callback.fieldNames()).containsExactly("jobId", "status", "error", "timestamp");
      assertThat(callback.getString("status")).isEqualTo("canceled");
      assertThat(callback.getValue("error")).isNull();
      HttpResponse<String> again = node.send("DELETE", "/api/v1/jobs/" + job, null);
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(again.body()).getBoolean("canceled")).isFalse();
    }
  }

  @Test
  void aJobKeepsTheVersionThatItWasAcceptedWithEvenIfItsTemplateIsDeleted() throws Exception {
    String first;
    String second;
    try (SystemNode front = node(EnumSet.of(Role.API))) {
      String template = created(front, "<p>First {{orderId}}</p>");
      first = generated(front, template, seedRequest());
      String changed = new JsonObject().put("html", "<p>Second {{orderId}}</p>").encode();
      assertThat(front.send("PUT", TEMPLATES + "/" + template, changed).statusCode())
          .isEqualTo(200);
      second = generated(front, template, seedRequest());
      assertThat(front.send("DELETE", TEMPLATES + "/" + template, null).statusCode())
          .isEqualTo(204);
      HttpResponse<String> refused = generate(front, template, seedRequest());
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).contains("NOT_FOUND").contains(template);
      assertThat(status(front, first).getString("status")).isEqualTo("queued");
    }
    try (SystemNode back = node()) {
      callback(first);
      callback(second);
      assertThat(pages(status(back, first))).containsExactly("First ORD-999");
      assertThat(pages(status(back, second))).containsExactly("Second ORD-999");
    }
  }
}
