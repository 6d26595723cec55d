package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.AssetId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploaded and produced assets of each client, and the links to them. */
class AssetFilesTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final ClientId OTHER = new ClientId(new UUID(2, 2));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID ULID = UlidCreator.getUlid(NOW.toEpochMilli()).toUuid();
  private static final AssetId ID = new AssetId(ULID, 0);

  private static final long QUOTA = 1_000_000;

  @TempDir Path data;

  @AfterAll
  static void stop() {
    VERTX.close();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private AssetFiles assets() {
    return new AssetFiles(VERTX, new HostedFiles(VERTX, data.resolve("files"), QUOTA));
  }

  private UploadOutcome write(int bytes, long max) throws Exception {
    Path source = Files.write(data.resolve("source"), new byte[bytes]);
    return await(
        VERTX
            .fileSystem()
            .open(source.toString(), new OpenOptions().setWrite(false))
            .compose(body -> assets().write(CLIENT, ID, AssetType.ZIP, body, max)));
  }

  @Test
  void theRoomIsToldOnTheCallersContext() throws Exception {
    HostedFiles files = new HostedFiles(VERTX, data.resolve("files"), QUOTA);
    AssetFiles assets = new AssetFiles(VERTX, files);
    for (int i = 0; i < 2 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE; i++) {
      CompletableFuture<Boolean> own = new CompletableFuture<>();
      // Each deployment has an event loop of its own, in turns.
      await(
          VERTX.deployVerticle(
              new VerticleBase() {
                @Override
                public Future<?> start() {
                  assets
                      .room(CLIENT)
                      .onComplete(room -> own.complete(Vertx.currentContext() == context));
                  return Future.succeededFuture();
                }
              }));
      assertThat(own.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anUploadIsThereForItsClientOnAnyNodeUntilItIsDeleted() throws Exception {
    assertThat(write(300_000, 300_000)).isEqualTo(UploadOutcome.STORED);

    StoredAsset found = await(assets().find(CLIENT, ID)).orElseThrow();
    assertThat(found.type()).isEqualTo(AssetType.ZIP);
    assertThat(found.bytes()).isEqualTo(300_000);
    assertThat(found.path().getParent().getParent().getFileName()).hasToString("2026-03-01");
    assertThat(await(assets().read(found, 300_000)).orElseThrow()).hasSize(300_000);
    assertThat(await(assets().read(found, 299_999))).isEmpty();
    assertThat(await(assets().find(OTHER, ID))).isEmpty();
    assertThat(await(assets().delete(OTHER, ID))).isFalse();
    assertThat(await(assets().delete(CLIENT, ID))).isTrue();
    assertThat(await(assets().find(CLIENT, ID))).isEmpty();
  }

  @Test
  void aLinkIsGoodForOneUploadEvenAfterTheAssetIsDeleted() throws Exception {
    assertThat(write(10, 100)).isEqualTo(UploadOutcome.STORED);
    assertThat(write(20, 100)).isEqualTo(UploadOutcome.USED_ALREADY);
    assertThat(await(assets().find(CLIENT, ID)).orElseThrow().bytes()).isEqualTo(10);
    assertThat(await(assets().delete(CLIENT, ID))).isTrue();
    assertThat(write(20, 100)).isEqualTo(UploadOutcome.USED_ALREADY);
    assertThat(await(assets().find(CLIENT, ID))).isEmpty();
  }

  @Test
  void theRoomIsWhatTheQuotaLeavesOfUploadsAndResults() throws Exception {
    HostedFiles hosted = new HostedFiles(VERTX, data.resolve("files"), QUOTA);
    assertThat(await(hosted.room(CLIENT))).isEqualTo(QUOTA);
    await(hosted.write(CLIENT, new JobId(ULID), 0, new byte[300]));
    assertThat(await(hosted.room(CLIENT))).isEqualTo(QUOTA - 300);
    AssetFiles own = new AssetFiles(VERTX, hosted);
    Path source = Files.write(data.resolve("source"), new byte[500]);
    await(
        VERTX
            .fileSystem()
            .open(source.toString(), new OpenOptions().setWrite(false))
            .compose(body -> own.write(CLIENT, ID, AssetType.ZIP, body, 1_000)));
    assertThat(await(own.room(CLIENT))).isEqualTo(QUOTA - 800);
    // Another node measures the same on disk.
    assertThat(await(assets().room(CLIENT))).isEqualTo(QUOTA - 800);
    assertThat(await(own.room(OTHER))).isEqualTo(QUOTA);
    assertThat(await(own.delete(CLIENT, ID))).isTrue();
    assertThat(await(own.room(CLIENT))).isEqualTo(QUOTA - 300);
  }

  @Test
  void anUploadThatIsTooLargeLeavesNothing() throws Exception {
    assertThat(write(300_001, 300_000)).isEqualTo(UploadOutcome.TOO_LARGE);

    assertThat(await(assets().find(CLIENT, ID))).isEmpty();
    try (Stream<Path> files = Files.walk(data.resolve("files"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void theFilesOfAJobAreFoundByItsIdAndTheirNumber() throws Exception {
    JobId job = new JobId(ULID);
    HostedFiles hosted = new HostedFiles(VERTX, data.resolve("files"), QUOTA);
    await(hosted.write(CLIENT, job, 0, new byte[] {1}));
    await(hosted.write(CLIENT, job, 1, new byte[] {1, 2}));

    assertThat(await(assets().find(CLIENT, new AssetId(job.value(), 1))).orElseThrow().bytes())
        .isEqualTo(2);
    AssetId shown = AssetId.parse(new AssetId(job.value(), 0).toString()).orElseThrow();
    assertThat(await(assets().find(CLIENT, shown)).orElseThrow().type()).isEqualTo(AssetType.PDF);
    assertThat(await(assets().find(CLIENT, new AssetId(job.value(), 2)))).isEmpty();
  }

  @Test
  void aLinkIsForOneClientOneAssetOnePurposeAndOneTime() {
    AssetLinkSigner links = new AssetLinkSigner(List.of(new byte[32]));
    Instant end = NOW.plus(Duration.ofHours(1));
    String link = links.make(CLIENT, ID, "text/html", end);
    String signature = link.substring(link.indexOf("signature=") + 10);
    String expires = Long.toString(end.getEpochSecond());
    String client = CLIENT.toString();

    assertThat(links.check(client, ID, "text/html", expires, signature, NOW)).contains(CLIENT);
    assertThat(links.check(client, ID, "download", expires, signature, NOW)).isEmpty();
    assertThat(links.check(client, ID, "text/html", expires, signature, end)).isEmpty();
    assertThat(links.check(OTHER.toString(), ID, "text/html", expires, signature, NOW)).isEmpty();
    AssetId another = new AssetId(ULID, 1);
    assertThat(links.check(client, another, "text/html", expires, signature, NOW)).isEmpty();
    assertThat(links.check("", ID, "", "", "", NOW)).isEmpty();
    AssetLinkSigner others = new AssetLinkSigner(List.of("x".repeat(32).getBytes()));
    assertThat(others.check(client, ID, "text/html", expires, signature, NOW)).isEmpty();
  }
}
