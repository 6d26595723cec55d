package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.hookpress.node.Role;
import dev.hookpress.support.FreePorts;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import dev.hookpress.support.MutableClock;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The requests of Enconvert's document with local hosts: a site, a receiver of webhooks and a real
 * mail server.
 */
class EnconvertIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SUBMIT = "/v1/convert/url-to-pdf";
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  private final MutableClock clock = MutableClock.now();
  @RegisterExtension final LocalReceiver site = LocalReceiver.start(EnconvertIT::page);
  @RegisterExtension final LocalReceiver app = LocalReceiver.start();
  private final int smtpPort = FreePorts.next();
  private GreenMail post = mailServer();
  @RegisterExtension final Installation hookpress = new Installation(clock);
  private final SystemNode node =
      hookpress.start(
          Map.of(
              "HOOKPRESS_MAIL_HOST", "127.0.0.1",
              "HOOKPRESS_MAIL_PORT", Integer.toString(smtpPort),
              "HOOKPRESS_MAIL_TLS", "none",
              "HOOKPRESS_MAIL_FROM", "hookpress@sender.example",
              "HOOKPRESS_LIMITS_EMAILS_PER_DAY", "2"));

  @AfterEach
  void stop() {
    post.stop();
  }

  private GreenMail mailServer() {
    GreenMail server =
        new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  private static Answer page(Received request) {
    return switch (request.target()) {
      case "/page-1", "/page-2", "/" ->
          Answer.with(
              200,
              Map.of("content-type", "text/html"),
              "<link rel=stylesheet href=/style.css><img src=/pixel.png><h1>This is "
                  + request.target()
                  + "</h1>");
      case "/style.css" -> Answer.with(200, Map.of("content-type", "text/css"), "h1{color:red}");
      case "/pixel.png" ->
          new Answer.Reply(
              200, Map.of("content-type", "image/png"), io.vertx.core.buffer.Buffer.buffer(PIXEL));
      default -> Answer.status(404);
    };
  }

  /** The seed's request of that name, with local hosts. */
  private String request(String name) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/dialect/enconvert/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("https://example.com", site.uri("").toString())
          .replace("https://yourapp.com", app.uri("").toString());
    }
  }

  private JsonObject submit(String body) {
    HttpResponse<String> answer = node.send("POST", SUBMIT, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new JsonObject(answer.body());
  }

  private JsonObject status(JsonObject accepted) {
    return node.get("/v1/convert/status/" + accepted.getString("job_id"));
  }

  /** The job's notification to a webhook ({@code http}) or by e-mail ({@code mailto}). */
  private Optional<JsonObject> notification(JsonObject accepted, String scheme) {
    String id = accepted.getString("job_id").replace("batch_", "job_");
    JsonArray all = node.get("/v1/jobs/" + id + "/notifications").getJsonArray("data");
    return all.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("target").startsWith(scheme + ":"))
        .map(each -> node.get("/v1/notifications/" + each.getString("id")))
        .findFirst();
  }

  private JsonObject notified(JsonObject accepted, String scheme, String outcome) {
    eventually(
        () ->
            notification(accepted, scheme)
                .filter(each -> each.encode().contains("\"outcome\":\"" + outcome + "\""))
                .isPresent());
    return notification(accepted, scheme).orElseThrow();
  }

  private MimeMessage mail() {
    assertThat(post.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
    return post.getReceivedMessages()[0];
  }

  private static String text(Part part, String type) throws Exception {
    if (part.isMimeType(type)) {
      return (String) part.getContent();
    }
    StringBuilder found = new StringBuilder();
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        found.append(text(parts.getBodyPart(i), type));
      }
    }
    return found.toString();
  }

  private static String pdfText(String url) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (var document = Loader.loadPDF(answer.body())) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void aBatchOfThreeCausesOneWebhookAndOneEmail() throws Exception {
    String body =
        request("request-both.json")
            .replace("/page-2\"", "/page-2\", \"" + site.uri("/missing") + "\"");
    JsonObject accepted = submit(body);
    assertThat(accepted.getString("job_id")).startsWith("batch_");

    Received callback = app.await(1, PATIENCE).get(0);
    JsonObject told = new JsonObject(callback.body());
    assertThat(callback.target()).isEqualTo("/webhooks/enconvert");
    assertThat(callback.headers().contains("authorization")).isFalse();
    assertThat(callback.headers().contains("webhook-signature")).isTrue();
    assertThat(told.getString("job_id")).isEqualTo(accepted.getString("job_id"));
    assertThat(told.getString("status")).isEqualTo("completed");
    assertThat(told.getInteger("total_tasks")).isEqualTo(3);
    assertThat(told.getInteger("completed_tasks")).isEqualTo(2);
    assertThat(told.getInteger("failed_tasks")).isEqualTo(1);
    JsonArray tasks = told.getJsonArray("tasks");
    String ulid = accepted.getString("job_id").substring("batch_".length());
    for (int i = 0; i < 2; i++) {
      JsonObject task = tasks.getJsonObject(i);
      String name = "/page-" + (i + 1);
      assertThat(task.getString("url")).isEqualTo(site.uri(name).toString());
      assertThat(task.getString("status")).isEqualTo("success");
      assertThat(task.getString("object_key"))
          .isEqualTo("live/files/" + ulid + "/url-to-pdf" + name + ".pdf");
      assertThat(task.getInteger("file_size")).isPositive();
      assertThat(task.getDouble("conversion_time")).isPositive();
      assertThat(task.getString("presigned_url")).contains(name + ".pdf");
      assertThat(pdfText(task.getString("presigned_url"))).contains("This is " + name);
    }
    JsonObject failed = tasks.getJsonObject(2);
    assertThat(failed.fieldNames()).containsExactly("url", "status", "error");
    assertThat(failed.getString("error")).startsWith("Failed to load page: ").contains("404");
    assertThat(site.received()).extracting(Received::target).contains("/style.css", "/pixel.png");

    JsonObject status = status(accepted);
    assertThat(status.fieldNames()).isEqualTo(told.fieldNames());
    assertThat(pdfText(status.getJsonArray("tasks").getJsonObject(1).getString("presigned_url")))
        .contains("This is /page-2");

    MimeMessage mail = mail();
    assertThat(mail.getAllRecipients()[0]).hasToString("team@yourcompany.com");
    assertThat(mail.getSubject()).contains(accepted.getString("job_id")).contains("success");
    for (String type : List.of("text/plain", "text/html")) {
      assertThat(text(mail, type))
          .contains(accepted.getString("job_id"))
          .contains(site.uri("/page-1").toString(), site.uri("/page-2").toString())
          .contains(failed.getString("url"))
          .contains("Failed to load page: ")
          .containsPattern("[0-9.]+ kB, converted in [0-9]+\\.[0-9]{2} s");
    }
    String link = tasks.getJsonObject(0).getString("presigned_url");
    assertThat(text(mail, "text/plain")).contains(link);
    notified(accepted, "mailto", "delivered");
    notified(accepted, "http", "delivered");
    assertThat(app.received()).hasSize(1);
    assertThat(post.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aSinglePagesCallbackHasTheSeedsShape() throws Exception {
    JsonObject accepted = submit(request("request-callback.json"));

    assertThat(accepted.getString("message"))
        .isEqualTo("Job queued. Results will be sent to your callback URL.");
    JsonObject told = new JsonObject(app.await(1, PATIENCE).get(0).body());
    assertThat(told.getString("job_id")).isEqualTo(accepted.getString("job_id"));
    JsonObject task = told.getJsonArray("tasks").getJsonObject(0);
    assertThat(task.getString("url")).isEqualTo(site.uri("").toString());
    assertThat(task.getString("object_key")).endsWith("/url-to-pdf/127-0-0-1.pdf");
    assertThat(pdfText(task.getString("presigned_url"))).contains("This is /");
    assertThat(node.send("GET", "/v1/jobs/" + told.getString("job_id"), null).statusCode())
        .isEqualTo(200);
  }

  @Test
  void theStatusOfARunningBatchHasTheEndedTasks() throws Exception {
    Promise<Answer.Reply> later = Promise.promise();
    site.answer(
        request ->
            request.target().equals("/page-1") ? new Answer.Later(later.future()) : page(request));
    JsonObject accepted = submit(request("request-both.json"));

    eventually(() -> status(accepted).getInteger("completed_tasks") == 1);
    JsonObject running = status(accepted);
    assertThat(running.getString("status")).isEqualTo("processing");
    assertThat(running.getInteger("total_tasks")).isEqualTo(2);
    assertThat(running.getJsonArray("tasks")).hasSize(1);
    assertThat(running.getJsonArray("tasks").getJsonObject(0).getString("url"))
        .isEqualTo(site.uri("/page-2").toString());
    assertThat(app.received()).isEmpty();

    later.complete(
        new Answer.Reply(
            200,
            Map.of("content-type", "text/html"),
            io.vertx.core.buffer.Buffer.buffer("<p>Late</p>")));
    app.await(1, PATIENCE);
    assertThat(status(accepted).getString("status")).isEqualTo("completed");
    assertThat(app.received()).hasSize(1);
  }

  @Test
  void aFailedWebhookIsNotRetriedAndDoesNotDelayTheEmail() throws Exception {
    app.answer(request -> Answer.status(500));
    JsonObject accepted = submit(request("request-both.json"));

    assertThat(mail().getSubject()).contains(accepted.getString("job_id"));
    JsonObject webhook = notified(accepted, "http", "status_rejected");
    assertThat(webhook.getString("status")).isEqualTo("exhausted");
    assertThat(webhook.getInteger("attempts_made")).isEqualTo(1);
    notified(accepted, "mailto", "delivered");
    assertThat(status(accepted).getString("status")).isEqualTo("completed");
  }

  @Test
  void anUnavailableRelayDelaysNoWebhookAndGetsTheEmailLater() throws Exception {
    post.stop();
    JsonObject accepted = submit(request("request-both.json"));

    app.await(1, PATIENCE);
    JsonObject email = notified(accepted, "mailto", "connect_failed");
    assertThat(email.getString("status")).isEqualTo("pending");
    notified(accepted, "http", "delivered");

    post = mailServer();
    clock.advance(Duration.ofSeconds(10));
    assertThat(mail().getSubject()).contains(accepted.getString("job_id"));
    assertThat(notified(accepted, "mailto", "delivered").getInteger("attempts_made")).isEqualTo(2);
    assertThat(app.received()).hasSize(1);
  }

  @Test
  void aNativeBatchNotifiesByEmailAndInAnotherFormat() throws Exception {
    String job =
        node.submit(
            new JsonObject()
                .put(
                    "documents",
                    new JsonArray()
                        .add(new JsonObject().put("parts", site.uri("/page-1").toString()))
                        .add(new JsonObject().put("parts", site.uri("/missing").toString())))
                .put(
                    "notifiers",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("type", "email")
                                .put("address", "team@yourcompany.com"))
                        .add(
                            new JsonObject()
                                .put("type", "webhook")
                                .put("url", app.uri("/hook").toString())
                                .put("format", "enconvert")))
                .encode());

    JsonObject told = new JsonObject(app.await(1, PATIENCE).get(0).body());
    assertThat(told.getString("job_id")).isEqualTo(job);
    assertThat(told.getInteger("total_tasks")).isEqualTo(2);
    assertThat(text(mail(), "text/plain")).contains(job).contains(site.uri("/page-1").toString());
    JsonArray documents = node.ended(job).getJsonArray("documents");
    assertThat(documents.getJsonObject(0).getString("status")).isEqualTo("completed");
    assertThat(documents.getJsonObject(1).getString("status")).isEqualTo("failed");
  }

  @Test
  void aRepeatedSubmissionTakesItsEmailsOfTheDayOnce() {
    String body =
        new JsonObject()
            .put("parts", site.uri("/page-1").toString())
            .put(
                "notifiers",
                new JsonArray()
                    .add(new JsonObject().put("type", "email").put("address", "a@example.com")))
            .encode();

    assertThat(keyed("one", body).statusCode()).isEqualTo(202);
    for (int repeat = 0; repeat < 3; repeat++) {
      HttpResponse<String> repeated = keyed("one", body);
      assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(202);
      assertThat(repeated.headers().firstValue("Idempotent-Replayed")).contains("true");
    }
    assertThat(keyed("one", body.replace("page-1", "page-2")).statusCode()).isEqualTo(409);
    assertThat(keyed("two", body).statusCode()).isEqualTo(202);
    assertThat(keyed("three", body).statusCode()).isEqualTo(429);
    assertThat(keyed("one", body).statusCode()).isEqualTo(202);
  }

  private HttpResponse<String> keyed(String key, String body) {
    return node.send("POST", "/v1/jobs", body, "Idempotency-Key", key);
  }

  @Test
  void withoutARelayAnEmailIsRefused() throws Exception {
    try (SystemNode mute = hookpress.start(EnumSet.of(Role.API), Map.of())) {
      HttpResponse<String> answer = mute.send("POST", SUBMIT, request("request-email.json"));

      assertThat(answer.statusCode()).isEqualTo(400);
      JsonObject refusal = new JsonObject(answer.body());
      assertThat(refusal.getBoolean("success")).isFalse();
      assertThat(refusal.getString("message")).startsWith("/notification_email: E-mail is not set");
    }
  }
}
