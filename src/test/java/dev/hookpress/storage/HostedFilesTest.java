package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.f4b6a3.ulid.Ulid;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedFilesTest {
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));
  private static final JobId JOB = acceptedAt("2026-03-01T23:59:59.999Z");
  private static Vertx vertx;

  @TempDir Path data;
  private HostedFiles files;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  @BeforeEach
  void open() {
    files = new HostedFiles(vertx, data.resolve("files"), Long.MAX_VALUE);
  }

  @Test
  void keepsAFileByDayClientJobAndOrdinal() throws Exception {
    await(files.write(CLIENT, JOB, 3, new byte[] {1, 2, 3}));

    HostedFile found = await(files.find(CLIENT, JOB, 3)).orElseThrow();
    assertThat(found.bytes()).isEqualTo(3);
    assertThat(found.path())
        .isEqualTo(data.resolve("files/2026-03-01/" + CLIENT + "/" + JOB + "-3.pdf"))
        .hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void onlyTheProgramReadsAFile() throws Exception {
    assumeTrue(data.getFileSystem().supportedFileAttributeViews().contains("posix"));
    await(files.write(CLIENT, JOB, 0, new byte[1]));

    Path file = await(files.find(CLIENT, JOB, 0)).orElseThrow().path();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void findsNoMissingFile() throws Exception {
    await(files.write(CLIENT, JOB, 0, new byte[1]));

    assertThat(await(files.find(CLIENT, JOB, 1))).isEmpty();
    assertThat(await(files.find(new ClientId(new UUID(9, 9)), JOB, 0))).isEmpty();
  }

  @Test
  void aSecondWriteReplacesTheFirstAndLeavesNoDraft() throws Exception {
    List<Future<Void>> writes =
        IntStream.range(0, 8).mapToObj(i -> files.write(CLIENT, JOB, 0, new byte[100])).toList();
    await(Future.all(writes));
    await(files.write(CLIENT, JOB, 0, new byte[7]));

    assertThat(everything()).containsExactly(JOB + "-0.pdf");
    assertThat(await(files.find(CLIENT, JOB, 0)).orElseThrow().bytes()).isEqualTo(7);
  }

  @Test
  void aFileThatCannotBeWrittenFailsAndLeavesNoDraft() throws Exception {
    Path inTheWay = data.resolve("files/2026-03-01/" + CLIENT + "/" + JOB + "-0.pdf/full");
    Files.createDirectories(inTheWay);

    Future<Void> write = files.write(CLIENT, JOB, 0, new byte[1]);

    assertThat(await(write.transform(Future::succeededFuture)).failed()).isTrue();
    assertThat(everything()).isEmpty();
  }

  @Test
  void deletesDaysThatAreOlderThanTheRetentionAndNothingElse() throws Exception {
    JobId next = acceptedAt("2026-03-02T00:00:00Z");
    await(files.write(CLIENT, JOB, 0, new byte[1]));
    await(files.write(CLIENT, next, 0, new byte[1]));
    Path foreign = Files.createDirectories(data.resolve("files/lost+found"));

    assertThat(await(files.deleteOld(Instant.parse("2026-03-31T23:59:59Z"), 30))).isZero();
    assertThat(await(files.deleteOld(Instant.parse("2026-04-01T00:00:00Z"), 30))).isEqualTo(1);

    assertThat(await(files.find(CLIENT, JOB, 0))).isEmpty();
    assertThat(await(files.find(CLIENT, next, 0))).isPresent();
    assertThat(foreign).isDirectory();
  }

  @Test
  void hasNothingToDeleteBeforeTheFirstFile() throws Exception {
    assertThat(await(files.deleteOld(Instant.parse("2026-04-01T00:00:00Z"), 30))).isZero();
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> walk = Files.walk(data)) {
      return walk.filter(Files::isRegularFile).map(p -> p.getFileName().toString()).toList();
    }
  }

  private static JobId acceptedAt(String instant) {
    return new JobId(new Ulid(Instant.parse(instant).toEpochMilli(), new byte[10]).toUuid());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }
}
