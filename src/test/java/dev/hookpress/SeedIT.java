package dev.hookpress;

import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.signing.StandardWebhooks;
import dev.hookpress.support.LocalReceiver;
import dev.hookpress.support.LocalReceiver.Answer;
import dev.hookpress.support.LocalReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The two example requests of the native dialect's seed, with local hosts in {@code parts} and
 * {@code callback.url}.
 */
class SeedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String BUCKET = "my-pdf-bucket";

  @RegisterExtension static final Installation hookpress = new Installation();
  private static final SystemNode node = hookpress.start();
  private static BlobStoreContext blobs;
  private static S3Proxy s3;

  @RegisterExtension
  final LocalReceiver receiver =
      LocalReceiver.start(
          request ->
              request.method().equals("GET")
                  ? Answer.with(
                      200, Map.of("content-type", "text/html"), "<h1>An example page</h1>")
                  : Answer.status(200));

  @BeforeAll
  static void start() throws Exception {
    blobs = ContextBuilder.newBuilder("transient").buildView(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, BUCKET);
    s3 =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "AKIDEXAMPLE", "right-secret")
            .build();
    s3.start();
  }

  @AfterAll
  static void stop() throws Exception {
    s3.stop();
    blobs.close();
  }

  @AfterEach
  void forgetCredentials() {
    node.send("DELETE", "/v1/client/s3", null);
  }

  private String seedRequest(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/dialect/native/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("https://example.com", receiver.uri("/page").toString())
          .replace(
              "https://myapp.com/callbacks/pdf-complete",
              receiver.uri("/callbacks/pdf-complete").toString());
    }
  }

  private void giveCredentials(String secret) {
    JsonObject account =
        new JsonObject()
            .put("endpoint", "http://127.0.0.1:" + s3.getPort())
            .put("region", "us-east-1")
            .put("access_key_id", "AKIDEXAMPLE")
            .put("secret_access_key", secret)
            .put("path_style", true);
    assertThat(node.send("PUT", "/v1/client/s3", account.encode()).statusCode())
        .isBetween(200, 204);
  }

  private Received callback() {
    eventually(() -> receiver.received().stream().anyMatch(one -> one.method().equals("POST")));
    return receiver.received().stream()
        .filter(one -> one.method().equals("POST"))
        .findFirst()
        .orElseThrow();
  }

  private boolean verified(Received callback) {
    Map<String, String> headers = new HashMap<>();
    callback.headers().forEach((name, value) -> headers.put(name.toLowerCase(), value));
    return StandardWebhooks.verify(
        headers, callback.body().getBytes(), List.of(node.secret), Clock.systemUTC().instant());
  }

  @Test
  void theUsageExampleIsRenderedUploadedAndCalledBack() throws Exception {
    giveCredentials("right-secret");
    String job = node.submit(seedRequest("request-callback.json"));
    Received callback = callback();
    JsonObject payload = new JsonObject(callback.body());
    assertThat(payload.fieldNames())
        .containsExactly("status", "destination", "job_id", "completed_at");
    assertThat(payload.getString("status")).isEqualTo("completed");
    assertThat(payload.getString("job_id")).isEqualTo(job);
    assertThat(payload.getString("completed_at"))
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    assertThat(payload.getJsonObject("destination"))
        .isEqualTo(
            new JsonObject()
                .put("provider", "aws_s3")
                .put("bucket", BUCKET)
                .put("path", "reports/document.pdf"));
    assertThat(callback.target()).isEqualTo("/callbacks/pdf-complete");
    assertThat(callback.headers().get("content-type")).isEqualTo("application/json");
    assertThat(verified(callback)).isTrue();
    try (InputStream pdf =
            blobs.getBlobStore().getBlob(BUCKET, "reports/document.pdf").getPayload().openStream();
        var document = Loader.loadPDF(pdf.readAllBytes())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void theExampleWithCustomHeadersSendsThem() throws Exception {
    giveCredentials("right-secret");
    node.submit(seedRequest("request-callback-headers.json"));
    Received callback = callback();
    assertThat(callback.headers().get("Authorization")).isEqualTo("Bearer your-secret-token");
    assertThat(callback.headers().get("X-Custom-Header")).isEqualTo("custom-value");
    assertThat(verified(callback)).isTrue();
  }

  @Test
  void withoutCredentialsTheJobIsRefusedWithTheRouteThatStoresThem() throws Exception {
    var refused = node.send("POST", "/v1/jobs", seedRequest("request-callback.json"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("/destination", "PUT /v1/client/s3 first");
  }

  @Test
  void aWrongSecretFailsTheUploadAndIsNotShown() throws Exception {
    giveCredentials("wrong-secret");
    node.submit(seedRequest("request-callback.json"));
    JsonObject payload = new JsonObject(callback().body());
    assertThat(payload.getJsonObject("error").getString("code")).isEqualTo("UPLOAD_FAILED");
    assertThat(payload.getJsonObject("error").getString("message"))
        .isEqualTo("Upload failed: 403 Forbidden");
    assertThat(node.send("GET", "/v1/client/s3", null).body()).doesNotContain("wrong-secret");
  }
}
