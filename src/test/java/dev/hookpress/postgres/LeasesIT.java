package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.claim.Wakeups;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.postgres.queue.LeaseTerms;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.postgres.records.PgJobBook;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.RenderQueue;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The leases of nodes that die or stop. */
class LeasesIT extends OnPostgres {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final UUID node = UUID.randomUUID();
  private final SealedBox box = new SealedBox(new byte[32]);
  private final Job job = job();
  private final Wakeups wakeups = new Wakeups(vertx.eventBus());
  private final PgUpkeep upkeep = new PgUpkeep(pool);
  private final PgRenderQueue queue =
      new PgRenderQueue(
          vertx,
          pool,
          box,
          wakeups,
          new LeaseTerms(node, Duration.ofMinutes(4), () -> {}),
          Shards.none(),
          NoDispatcher.handoff());

  @BeforeEach
  void acceptOneJob() {
    await(pool.query("truncate render_queue").execute());
    PgJobIntake intake = NoRenderer.intake(pool, box, wakeups);
    await(intake.accept(job, Optional.empty()));
  }

  @Test
  void aClaimOfADeadNodeCounts() {
    assertThat(claim().claims()).isEqualTo(1);
    assertThat(await(upkeep.releaseLeases(node, NOW))).isEqualTo(1);
    assertThat(claim().claims()).isEqualTo(2);
  }

  @Test
  void aClaimOfAStoppedNodeDoesNotCount() {
    for (int stop = 1; stop <= 3; stop++) {
      assertThat(claim().claims()).isEqualTo(1);
      assertThat(await(upkeep.giveBackLeases(node, NOW))).isEqualTo(1);
    }
  }

  @Test
  void aStartedRenderingIsKnownToTheNextNodeUnlessThisNodeStoppedGracefully() {
    assertThat(claim().begun()).isFalse();
    await(upkeep.releaseLeases(node, NOW));
    ClaimedDocument second = claim();
    assertThat(second.begun()).isFalse();
    await(queue.begin(second, RenderQueue.Step.RENDERING));
    await(upkeep.giveBackLeases(node, NOW));
    ClaimedDocument again = claim();
    assertThat(again.begun()).isFalse();
    await(queue.begin(again, RenderQueue.Step.RENDERING));
    await(upkeep.releaseLeases(node, NOW));
    ClaimedDocument third = claim();
    assertThat(third.begun()).isTrue();
    assertThat(third.claims()).isEqualTo(3);
  }

  @Test
  void anUploadEndsWhenItsDocumentIsClaimedAgain() {
    ClaimedDocument first = claim();
    await(queue.begin(first, RenderQueue.Step.UPLOAD));
    assertThat(uploading()).isTrue();
    await(upkeep.releaseLeases(node, NOW));
    claim();
    assertThat(uploading()).isFalse();
    await(queue.begin(first, RenderQueue.Step.UPLOAD));
    assertThat(uploading()).as("the claim that was lost").isFalse();
  }

  private boolean uploading() {
    PgJobBook jobs = new PgJobBook(pool, box, wakeups);
    return await(jobs.job(job.client(), job.id())).orElseThrow().uploading();
  }

  @Test
  void aNodeWithoutTheLeaseCannotBeginTheDocument() {
    ClaimedDocument lost = claim();
    await(upkeep.releaseLeases(node, NOW));
    ClaimedDocument second = claim();
    await(queue.begin(lost, RenderQueue.Step.RENDERING));
    await(upkeep.releaseLeases(node, NOW));
    assertThat(second.claims()).isEqualTo(2);
    assertThat(claim().begun()).isFalse();
  }

  @Test
  void leasesOfAnotherNodeRemain() {
    claim();
    assertThat(await(upkeep.releaseLeases(UUID.randomUUID(), NOW))).isZero();
    assertThat(await(upkeep.giveBackLeases(UUID.randomUUID(), NOW))).isZero();
    assertThat(await(queue.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items())
        .isEmpty();
  }

  private ClaimedDocument claim() {
    List<ClaimedDocument> claimed =
        await(queue.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items();
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  private static Job job() {
    RenderOptions options = RenderOptions.standard("a.pdf");
    return new Job(
        new JobId(UlidCreator.getMonotonicUlid(NOW.toEpochMilli()).toUuid()),
        new ClientId(UlidCreator.getMonotonicUlid().toUuid()),
        NativeDialect.NAME,
        List.of(
            new Document(List.of(new Part.Html("<p>a</p>")), options, new Destination.Hosted())),
        List.of(),
        "{}",
        NOW);
  }
}
