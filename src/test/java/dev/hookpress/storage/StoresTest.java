package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.S3Account;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.outbound.ExchangeResult;
import dev.hookpress.outbound.OutboundClient;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.OutboundRequest;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.StoreOutcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));
  private static final JobId JOB = new JobId(new UUID(3, 4));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);
  private static final S3Account ACCOUNT =
      new S3Account(Optional.empty(), "eu-central-1", "AKIDEXAMPLE", "secret", false);

  private static Vertx vertx;

  @TempDir Path data;

  private final List<OutboundRequest> sent = new ArrayList<>();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void hostedDocumentsBecomeFiles() {
    assertThat(store(new Destination.Hosted(), List.of())).isEqualTo(new StoreOutcome.Stored());

    assertThat(data).isDirectoryRecursivelyContaining("glob:**/" + JOB + "-0.pdf");
  }

  @Test
  void presignedUploadsCarryTheClientsHeaders() {
    Destination destination =
        new Destination.PresignedPut(
            URI.create("https://bucket.example.com/a?sig=x"), Map.of("x-amz-meta-a", "b"));

    assertThat(store(destination, List.of(status(200)))).isEqualTo(new StoreOutcome.Stored());

    OutboundRequest request = sent.get(0);
    assertThat(request.method()).isEqualTo(HttpMethod.PUT);
    assertThat(request.headers())
        .containsOnly(Map.entry("x-amz-meta-a", "b"), Map.entry("Content-Type", "application/pdf"));
    assertThat(request.body().getBytes()).isEqualTo(PDF);
    assertThat(request.maxRedirects()).isZero();
    assertThat(request.deadline()).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theClientsOwnContentTypeWins() {
    Map<String, String> headers = Map.of("content-type", "application/octet-stream");

    store(
        new Destination.PresignedPut(URI.create("https://b.example.com/"), headers),
        List.of(status(201)));

    assertThat(sent.get(0).headers()).isEqualTo(headers);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Upload failed: 400 Bad Request",
    "403, Upload failed: 403 Forbidden",
    "404, Upload failed: 404 Not Found",
    "307, Upload failed: 307 Temporary Redirect"
  })
  void aRefusalByTheStoreIsFinal(int status, String message) {
    assertThat(store(presigned(), List.of(status(status))))
        .isEqualTo(new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, message));
    assertThat(sent).hasSize(1);
  }

  @Test
  void temporaryFailuresAreRetried() {
    List<ExchangeResult> moments =
        List.of(status(503), failed(ExchangeResult.Kind.CONNECT_FAILED), status(200));

    assertThat(store(presigned(), moments)).isEqualTo(new StoreOutcome.Stored());
    assertThat(sent).hasSize(3);
  }

  @Test
  void aLastingFailureIsGivenUp() {
    ExchangeResult down = status(503);

    assertThat(store(presigned(), List.of(down, down, down, down, down)))
        .isEqualTo(
            new StoreOutcome.Failed(
                FailureCode.UPLOAD_FAILED, "Upload failed: 503 Service Unavailable"));
    assertThat(sent).hasSize(4);
  }

  @Test
  void noAttemptBeginsAfterTheDeadline() {
    ExchangeResult late = failed(ExchangeResult.Kind.TIMEOUT);

    assertThat(store(presigned(), List.of(late, late), Duration.ofMillis(200)))
        .isEqualTo(new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: TIMEOUT"));
    assertThat(sent).hasSize(1);
  }

  @Test
  void anUntrustedStoreIsNotRetried() {
    assertThat(store(presigned(), List.of(failed(ExchangeResult.Kind.TLS_FAILED))))
        .isInstanceOf(StoreOutcome.Failed.class);
    assertThat(sent).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://10.0.0.1/x", "http://169.254.169.254/x", "ftp://b.test/x"})
  void forbiddenDestinationsAreBlocked(String uri) {
    EgressPolicy policy = new EgressPolicy(List.of(), false, List.of(443));
    VettedHttpClient outboundClient =
        new VettedHttpClient(
            vertx,
            policy,
            host -> Future.succeededFuture(List.of()),
            new OutboundOptions(1, 1),
            rule -> {});

    StoreOutcome outcome =
        store(
            new Destination.PresignedPut(URI.create(uri), Map.of()),
            outboundClient,
            Optional.empty(),
            Duration.ofSeconds(60));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            StoreOutcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.UPLOAD_BLOCKED));
  }

  @Test
  void bucketsAreReachedByAPresignedUrlOfTheGivenTime() {
    Destination bucket = new Destination.S3("my-bucket", "/reports/März 1.pdf", Optional.empty());

    assertThat(store(bucket, List.of(status(200)))).isEqualTo(new StoreOutcome.Stored());

    URI uri = sent.get(0).uri();
    assertThat(uri.getHost()).isEqualTo("my-bucket.s3.eu-central-1.amazonaws.com");
    assertThat(uri.getRawPath()).isEqualTo("/reports/M%C3%A4rz%201.pdf");
    assertThat(uri.getRawQuery())
        .contains("X-Amz-Date=20260301T120000Z")
        .contains("X-Amz-Expires=900")
        .contains("AKIDEXAMPLE%2F20260301%2Feu-central-1%2Fs3%2Faws4_request")
        .contains("X-Amz-Signature=")
        .doesNotContain("secret");
  }

  @Test
  void theDocumentsRegionGoesBeforeTheAccounts() {
    store(new Destination.S3("my.bucket", "a.pdf", Optional.of("us-west-2")), List.of(status(200)));

    // A bucket with a dot does not fit the service's certificate, so it goes into the path.
    assertThat(sent.get(0).uri().toString())
        .startsWith("https://s3.us-west-2.amazonaws.com/my.bucket/a.pdf?");
  }

  @ParameterizedTest
  @CsvSource({"a, eu-central-1", "my-bucket, no/such", "my/bucket, us-east-1", "b@c, ''"})
  void anInvalidBucketIsTheClientsFault(String bucket, String region) {
    assertThat(store(new Destination.S3(bucket, "a.pdf", Optional.of(region)), List.of()))
        .isInstanceOfSatisfying(
            StoreOutcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(FailureCode.UPLOAD_FAILED);
              assertThat(failed.message()).contains(bucket).contains(region);
            });
  }

  @Test
  void withoutCredentialsThereIsNoUpload() {
    StoreOutcome outcome =
        store(
            new Destination.S3("my-bucket", "a.pdf", Optional.empty()),
            request -> Future.failedFuture("must not be sent"),
            Optional.empty(),
            Duration.ofSeconds(60));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            StoreOutcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(FailureCode.CREDENTIALS_MISSING));
  }

  @Test
  void anAccountDoesNotShowItsSecret() {
    assertThat(ACCOUNT.toString()).contains("AKIDEXAMPLE").doesNotContain("secret,");
    assertThat(ACCOUNT.toString()).contains("***");
  }

  private StoreOutcome store(Destination destination, List<ExchangeResult> answers) {
    return store(destination, answers, Duration.ofSeconds(60));
  }

  private StoreOutcome store(
      Destination destination, List<ExchangeResult> answers, Duration deadline) {
    Deque<ExchangeResult> queue = new ArrayDeque<>(answers);
    OutboundClient outboundClient =
        request -> {
          sent.add(request);
          return Future.succeededFuture(queue.remove());
        };
    return store(destination, outboundClient, Optional.of(ACCOUNT), deadline);
  }

  @Test
  void aFileThatFindsNoRoomFailsItsDocument() throws Exception {
    Stores full =
        new Stores(
            vertx,
            new HostedFiles(vertx, data, PDF.length - 1),
            client -> Future.succeededFuture(Optional.empty()),
            request -> Future.failedFuture("nothing is sent"),
            Duration.ofSeconds(5));

    assertThat(
            full.store(document(new Destination.Hosted()), 0, PDF, NOW).await(20, TimeUnit.SECONDS))
        .isEqualTo(
            new StoreOutcome.Failed(
                FailureCode.UPLOAD_FAILED, "This client's stored files take all of their room"));
  }

  private StoreOutcome store(
      Destination destination,
      OutboundClient outboundClient,
      Optional<S3Account> account,
      Duration deadline) {
    HostedFiles files = new HostedFiles(vertx, data, Long.MAX_VALUE);
    Stores stores =
        new Stores(
            vertx, files, client -> Future.succeededFuture(account), outboundClient, deadline);
    try {
      return stores.store(document(destination), 0, PDF, NOW).await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came back", e);
    }
  }

  static ClaimedDocument document(Destination destination) {
    RenderOptions options = RenderOptions.standard("a.pdf");
    return new ClaimedDocument(
        CLIENT,
        JOB,
        0,
        1,
        Optional.empty(),
        1,
        false,
        NativeDialect.NAME,
        new Document(List.of(new Part.Html("")), options, destination),
        List.of(),
        "{}",
        NOW,
        false);
  }

  private static Destination presigned() {
    return new Destination.PresignedPut(URI.create("https://b.example.com/x"), Map.of());
  }

  private static ExchangeResult status(int status) {
    return new ExchangeResult.Answered(
        status,
        MultiMap.caseInsensitiveMultiMap(),
        Buffer.buffer(),
        false,
        URI.create("https://b.example.com/x"),
        "192.0.2.1",
        Duration.ofMillis(1));
  }

  private static ExchangeResult failed(ExchangeResult.Kind kind) {
    return new ExchangeResult.Failed(kind, kind.name(), "192.0.2.1", Duration.ofMillis(1));
  }
}
