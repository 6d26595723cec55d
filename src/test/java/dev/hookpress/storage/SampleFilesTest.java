package dev.hookpress.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.AssetType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of samples: not counted, and deleted early. */
class SampleFilesTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ClientId CLIENT = new ClientId(new UUID(1, 1));
  private static final long QUOTA = 1_000;
  private static final byte[] PDF = new byte[600];

  @TempDir Path data;

  @AfterAll
  static void close() throws Exception {
    await(VERTX.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  @Test
  void aSampleTakesNothingOfTheClientsRoom() throws Exception {
    HostedFiles files = new HostedFiles(VERTX, data, QUOTA);
    JobId job = new JobId(UlidCreator.getUlid().toUuid());

    await(files.writeSample(CLIENT, job, 0, AssetType.PDF, PDF));

    assertThat(await(files.find(CLIENT, job, 0)).orElseThrow().bytes()).isEqualTo(PDF.length);
    assertThat(await(files.room(CLIENT))).isEqualTo(QUOTA);
    assertThat(await(new HostedFiles(VERTX, data, QUOTA).room(CLIENT))).isEqualTo(QUOTA);
  }

  @Test
  void aSampleIsDeletedADayAfterItsDayAndOtherFilesAreNot() throws Exception {
    HostedFiles files = new HostedFiles(VERTX, data, QUOTA);
    JobId sample = new JobId(UlidCreator.getUlid().toUuid());
    JobId other = new JobId(UlidCreator.getUlid().toUuid());
    await(files.writeSample(CLIENT, sample, 0, AssetType.PDF, PDF));
    await(files.write(CLIENT, other, 0, PDF));
    Instant now = Instant.now();

    await(files.deleteOld(now.plus(1, ChronoUnit.DAYS), 30));
    assertThat(await(files.find(CLIENT, sample, 0))).isPresent();
    await(files.deleteOld(now.plus(2, ChronoUnit.DAYS), 30));

    assertThat(await(files.find(CLIENT, sample, 0))).isEmpty();
    assertThat(await(files.find(CLIENT, other, 0))).isPresent();
  }

  @Test
  void deletingASampleGivesNoRoom() throws Exception {
    HostedFiles files = new HostedFiles(VERTX, data, QUOTA);
    JobId one = new JobId(UlidCreator.getUlid().toUuid());
    JobId other = new JobId(UlidCreator.getUlid().toUuid());
    await(files.writeSample(CLIENT, one, 0, AssetType.PDF, PDF));
    await(files.writeSample(CLIENT, other, 0, AssetType.PDF, PDF));
    assertThat(await(files.room(CLIENT))).isEqualTo(QUOTA);

    await(files.delete(CLIENT, one, 0));
    await(files.deleteOf(CLIENT, other));

    assertThat(await(files.find(CLIENT, one, 0))).isEmpty();
    assertThat(await(files.find(CLIENT, other, 0))).isEmpty();
    assertThat(await(files.room(CLIENT))).isEqualTo(QUOTA);
  }

  @Test
  void aClientsOwnRetentionDeletesItsOldFilesBesideSamples() throws Exception {
    HostedFiles files = new HostedFiles(VERTX, data, QUOTA);
    JobId sample = new JobId(UlidCreator.getUlid().toUuid());
    JobId other = new JobId(UlidCreator.getUlid().toUuid());
    await(files.writeSample(CLIENT, sample, 0, AssetType.PDF, PDF));
    await(files.write(CLIENT, other, 0, PDF));

    await(files.deleteOldOf(CLIENT, Instant.now(), 1));
    assertThat(await(files.find(CLIENT, other, 0))).isPresent();
    await(files.deleteOldOf(CLIENT, Instant.now().plus(3, ChronoUnit.DAYS), 1));

    assertThat(await(files.find(CLIENT, other, 0))).isEmpty();
    assertThat(await(files.find(CLIENT, sample, 0))).isEmpty();
  }
}
