package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.S3Account;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.outbound.OutboundOptions;
import dev.hookpress.outbound.VettedHttpClient;
import dev.hookpress.policy.EgressPolicy;
import dev.hookpress.render.StoreOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a server that implements S3 and checks signatures. */
class S3IT {
  private static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);
  private static final String BUCKET = "reports";

  @TempDir static Path data;

  private static Vertx vertx;
  private static BlobStoreContext blobs;
  private static S3Proxy server;
  private static VettedHttpClient outboundClient;

  // The server compares a signature's time with its own clock.
  private final Instant now = InstantSource.system().instant();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    blobs = ContextBuilder.newBuilder("transient").buildView(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, BUCKET);
    server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "AKIDEXAMPLE", "right-secret")
            .build();
    server.start();
    EgressPolicy policy = new EgressPolicy(List.of("127.0.0.0/8"), false, List.of(443));
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    outboundClient =
        new VettedHttpClient(
            vertx,
            policy,
            host -> Future.succeededFuture(List.of(loopback)),
            new OutboundOptions(4, 16),
            rule -> {});
  }

  @AfterAll
  static void stop() throws Exception {
    outboundClient.close().await(10, TimeUnit.SECONDS);
    server.stop();
    blobs.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aPdfLandsInTheBucket() throws Exception {
    StoreOutcome outcome = store(account("right-secret"), BUCKET, "2026/März & April+1.pdf", now);

    assertThat(outcome).isEqualTo(new StoreOutcome.Stored());
    Blob blob = blobs.getBlobStore().getBlob(BUCKET, "2026/März & April+1.pdf");
    assertThat(blob.getMetadata().getContentMetadata().getContentType())
        .isEqualTo("application/pdf");
    try (InputStream content = blob.getPayload().openStream()) {
      assertThat(content.readAllBytes()).isEqualTo(PDF);
    }
  }

  @Test
  void storingTwiceOverwrites() throws Exception {
    assertThat(store(account("right-secret"), BUCKET, "twice.pdf", now))
        .isEqualTo(new StoreOutcome.Stored());
    assertThat(store(account("right-secret"), BUCKET, "twice.pdf", now))
        .isEqualTo(new StoreOutcome.Stored());
  }

  @Test
  void aWrongSecretIsForbidden() throws Exception {
    assertThat(store(account("wrong-secret"), BUCKET, "wrong.pdf", now))
        .isEqualTo(
            new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: 403 Forbidden"));
    assertThat(blobs.getBlobStore().blobExists(BUCKET, "wrong.pdf")).isFalse();
  }

  @Test
  void aBucketThatIsNotThereIsNotFound() throws Exception {
    assertThat(store(account("right-secret"), "elsewhere", "a.pdf", now))
        .isEqualTo(
            new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: 404 Not Found"));
  }

  @Test
  void aPresignedUrlWorksUntilItExpires() throws Exception {
    Destination.S3 target = new Destination.S3(BUCKET, "presigned.pdf", Optional.empty());
    URI fresh = new S3Signer().presignPut(account("right-secret"), target, now);
    URI stale =
        new S3Signer().presignPut(account("right-secret"), target, now.minus(Duration.ofDays(2)));

    assertThat(put(stale))
        .isEqualTo(
            new StoreOutcome.Failed(FailureCode.UPLOAD_FAILED, "Upload failed: 403 Forbidden"));
    assertThat(blobs.getBlobStore().blobExists(BUCKET, "presigned.pdf")).isFalse();
    assertThat(put(fresh)).isEqualTo(new StoreOutcome.Stored());
    assertThat(blobs.getBlobStore().blobExists(BUCKET, "presigned.pdf")).isTrue();
  }

  private StoreOutcome put(URI uri) throws Exception {
    return store(account("unused"), new Destination.PresignedPut(uri, Map.of()), now);
  }

  private StoreOutcome store(S3Account account, String bucket, String path, Instant at)
      throws Exception {
    return store(account, new Destination.S3(bucket, path, Optional.empty()), at);
  }

  private StoreOutcome store(S3Account account, Destination destination, Instant at)
      throws Exception {
    Stores stores =
        new Stores(
            vertx,
            new HostedFiles(vertx, data, Long.MAX_VALUE),
            client -> Future.succeededFuture(Optional.of(account)),
            outboundClient,
            Duration.ofSeconds(30));
    return stores.store(StoresTest.document(destination), 0, PDF, at).await(30, TimeUnit.SECONDS);
  }

  private static S3Account account(String secret) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    return new S3Account(Optional.of(endpoint), "us-east-1", "AKIDEXAMPLE", secret, true);
  }
}
