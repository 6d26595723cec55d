package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example request of TailPDF's document with local hosts, on a whole node. */
class TailpdfIT {
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z";

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();

  @RegisterExtension final LocalReceiver receiver = LocalReceiver.start();

  private String seedRequest() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/dialect/tailpdf/request-async.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("https://my-bucket.s3.amazonaws.com", receiver.uri("").toString())
          .replace("https://api.example.com", receiver.uri("").toString());
    }
  }

  private String submitted(String body) {
    HttpResponse<String> answer = node.send("POST", "/pdf", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonObject accepted = new JsonObject(answer.body());
    assertThat(accepted.fieldNames()).containsExactly("job_id", "status", "status_url");
    assertThat(accepted.getString("status")).isEqualTo("pending");
    return accepted.getString("status_url");
  }

  private JsonObject ended(String statusUrl) {
    eventually(() -> node.get(statusUrl).containsKey("completed_at"));
    return node.get(statusUrl);
  }

  private Received received(String method) {
    eventually(() -> receiver.received().stream().anyMatch(one -> one.method().equals(method)));
    return receiver.received().stream()
        .filter(one -> one.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSeedsRequestIsUploadedCalledBackAndRead() throws Exception {
    String statusUrl = submitted(seedRequest());

    Received upload = received("PUT");
    assertThat(upload.target())
        .isEqualTo("/pdfs/invoice-1234.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&...");
    assertThat(upload.headers().get("content-type")).isEqualTo("application/pdf");
    assertThat(text(upload.body().getBytes())).contains("Invoice #1234");

    JsonObject job = ended(statusUrl);
    assertThat(job.fieldNames())
        .containsExactly("job_id", "status", "created_at", "started_at", "completed_at", "result");
    assertThat(job.getString("status")).isEqualTo("completed");
    assertThat(statusUrl).isEqualTo("/jobs/" + job.getString("job_id"));
    for (String name : List.of("created_at", "started_at", "completed_at")) {
      assertThat(job.getString(name)).matches(TIME);
    }
    JsonObject result = job.getJsonObject("result");
    assertThat(result.fieldNames())
        .containsExactly("file_size_bytes", "render_duration_ms", "upload_duration_ms");
    assertThat(result.getInteger("file_size_bytes")).isEqualTo(upload.body().length());

    Received webhook = received("POST");
    assertThat(webhook.target()).isEqualTo("/webhooks/pdf-ready");
    assertToldAndSigned(webhook, "render.completed");
    JsonObject told = new JsonObject(webhook.body());
    assertThat(told.fieldNames()).containsExactly("event", "job_id", "timestamp", "data");
    assertThat(told.getString("event")).isEqualTo("render.completed");
    assertThat(told.getString("job_id")).isEqualTo(job.getString("job_id"));
    assertThat(told.getString("timestamp")).isEqualTo(job.getString("completed_at"));
    assertThat(told.getJsonObject("data")).isEqualTo(result.copy().put("status", "completed"));
  }

  @Test
  void whileThePdfIsSentTheStateIsUploading() throws Exception {
    CompletableFuture<String> statusUrl = new CompletableFuture<>();
    CompletableFuture<JsonObject> meanwhile = new CompletableFuture<>();
    receiver.answer(
        request -> {
          if (request.method().equals("PUT")) {
            meanwhile.complete(node.get(statusUrl.join()));
          }
          return Answer.status(200);
        });

    statusUrl.complete(submitted(seedRequest()));

    JsonObject seen = meanwhile.get(60, TimeUnit.SECONDS);
    assertThat(seen.getString("status")).isEqualTo("uploading");
    assertThat(seen.fieldNames()).doesNotContain("completed_at", "result");
    assertThat(ended(statusUrl.join()).getString("status")).isEqualTo("completed");
  }

  @Test
  void anExpiredUrlFailsTheJobWithTheSeedsMessage() throws Exception {
    receiver.answer(request -> Answer.status(request.method().equals("PUT") ? 403 : 200));

    JsonObject job = ended(submitted(seedRequest()));

    assertThat(job.fieldNames())
        .containsExactly(
            "job_id", "status", "created_at", "started_at", "completed_at", "error_message");
    assertThat(job.getString("status")).isEqualTo("failed");
    assertThat(job.getString("error_message")).isEqualTo("Upload failed: 403 Forbidden");
    Received webhook = received("POST");
    assertToldAndSigned(webhook, "render.failed");
    JsonObject told = new JsonObject(webhook.body());
    assertThat(told.getString("event")).isEqualTo("render.failed");
    assertThat(told.getJsonObject("data"))
        .isEqualTo(
            new JsonObject()
                .put("status", "failed")
                .put("error_message", "Upload failed: 403 Forbidden"));
  }

  @Test
  void withoutAsyncTheAnswerIsAPdfStyledByTailwind() throws Exception {
    HttpResponse<byte[]> answer =
        pdf("<div class=\"bg-red-600 h-96\"><h1 class=\"text-white\">Invoice #1234</h1></div>");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .contains("document.pdf");
    assertThat(text(answer.body())).contains("Invoice #1234");
    // The colour of red-600, to the very edge of the page.
    assertThat(colourNearTheCorner(answer.body())).isEqualTo(new Color(0xdc, 0x26, 0x26));
    String id = answer.headers().firstValue("hookpress-job-id").orElseThrow();
    assertThat(node.get("/jobs/" + id).getJsonObject("result").getInteger("file_size_bytes"))
        .isEqualTo(answer.body().length);
  }

  @Test
  void aFailedPdfIsReportedInTheAnswer() throws Exception {
    String html = "<div>".repeat(100_000) + "deep";

    HttpResponse<byte[]> answer = pdf(html);

    JsonObject body = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(body.encode()).isEqualTo(500);
    assertThat(body.getString("error")).isEqualTo("limit_nodes");
    JsonObject job = node.get(body.getString("status_url"));
    assertThat(job.getString("status")).isEqualTo("failed");
    assertThat(job.getString("error_message")).isEqualTo(body.getString("message"));
  }

  @Test
  void anUnknownFontIsAWarning() throws Exception {
    String request =
        new JsonObject(seedRequest()).put("fonts", new JsonArray().add("No Such Family")).encode();

    JsonArray warnings = ended(submitted(request)).getJsonObject("result").getJsonArray("warnings");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.getString(0)).contains("No Such Family");
  }

  private static HttpResponse<byte[]> pdf(String content) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(node.uri("/pdf"))
            .timeout(Duration.ofSeconds(60))
            .header("X-API-Key", SystemNode.API_KEY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(new JsonObject().put("content", content).encode()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static void assertToldAndSigned(Received webhook, String event) throws Exception {
    assertThat(webhook.headers().getAll("content-type")).containsExactly("application/json");
    assertThat(webhook.headers().getAll("user-agent")).containsExactly("TailPDF-Webhook/1.0");
    assertThat(webhook.headers().getAll("x-tailpdf-event")).containsExactly(event);
    Mac hmac = Mac.getInstance("HmacSHA256");
    byte[] key = node.secret.reveal().getBytes(StandardCharsets.UTF_8);
    hmac.init(new SecretKeySpec(key, "HmacSHA256"));
    String expected = "sha256=" + HexFormat.of().formatHex(hmac.doFinal(webhook.body().getBytes()));
    assertThat(
            MessageDigest.isEqual(
                webhook.headers().get("x-tailpdf-signature").getBytes(), expected.getBytes()))
        .isTrue();
    Map<String, String> headers = new HashMap<>();
    webhook.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
    assertThat(
            StandardWebhooks.verify(
                headers,
                webhook.body().getBytes(),
                List.of(node.secret),
                Clock.systemUTC().instant()))
        .isTrue();
    assertShownAsSent(headers);
  }

  /** All but what belongs to the connection. */
  private static void assertShownAsSent(Map<String, String> sent) {
    String path = "/v1/notifications/" + sent.get("webhook-id");
    eventually(() -> node.get(path).containsKey("request"));
    Map<String, Object> shown =
        node.get(path).getJsonObject("request").getJsonObject("headers").getMap();
    sent.keySet().removeAll(Set.of("host", "content-length", "connection"));
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(new HashMap<>(sent));
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static Color colourNearTheCorner(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage page = new PDFRenderer(document).renderImage(0);
      return new Color(page.getRGB(3, 3));
    }
  }
}
