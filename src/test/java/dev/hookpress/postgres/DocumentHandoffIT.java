package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static dev.hookpress.support.Awaiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookpress.api.jobs.JobIntake.Acceptance;
import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobState;
import dev.hookpress.postgres.records.PgJobIntake;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.DocumentClaimLimits.Sizes;
import dev.hookpress.render.DocumentHandoff;
import dev.hookpress.render.RenderSlots;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Documents that are written as claimed by the node that accepts them. */
class DocumentHandoffIT extends QueuesOnPostgres {
  private static final int CAPACITY = 10;
  private static final int ONE_CLIENTS = 5;

  private final List<ClaimedDocument> handed = new ArrayList<>();
  private final RenderSlots renderSlots = new RenderSlots(CAPACITY);
  private final DocumentHandoff handoff = new DocumentHandoff();
  private final UUID node = UUID.randomUUID();
  private final PgJobIntake writer =
      new PgJobIntake(pool, box, wakeups, Duration.ofHours(24), leasing(node), handoff);

  private Acceptance take(Job job, Optional<IdempotencyKey> key) {
    return await(writer.accept(job, key));
  }

  private Job take() {
    Job job = Samples.job(client);
    assertThat(take(job, Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
    return job;
  }

  private List<ClaimedDocument> claimedDocuments(Instant at) {
    return await(rendering.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), at)).items();
  }

  @Test
  void withNoRendererOpenAllAreClaimed() {
    take();
    assertThat(handed).isEmpty();
    assertThat(claimedDocuments(NOW)).hasSize(1);
  }

  @Test
  void aHandedOverItemIsLeasedToItsNode() {
    handoff.open(renderSlots, handed::add);
    Job job = take();
    assertThat(handed).extracting(ClaimedDocument::job).containsExactly(job.id());
    assertThat(claimedDocuments(NOW)).isEmpty();
    assertThat(claimedDocuments(NOW.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(claimedDocuments(NOW.plus(LEASE))).hasSize(1);
    assertThat(reclaimed).hasValue(1);
  }

  @Test
  void aHandedOverItemEqualsAClaimedOne() {
    handoff.open(renderSlots, handed::add);
    take(Samples.job(client, URI.create("https://receiver.test/hook"), 2), Optional.empty());
    assertThat(handed).hasSize(2);
    List<ClaimedDocument> claimed = claimedDocuments(NOW.plus(LEASE));
    assertThat(handed)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("claims")
        .containsExactlyInAnyOrderElementsOf(claimed);
    assertThat(handed).extracting(ClaimedDocument::claims).containsOnly(1);
    assertThat(claimed).extracting(ClaimedDocument::claims).containsOnly(2);
  }

  @Test
  void aHandedOverDocumentEndsLikeAClaimedOne() {
    handoff.open(renderSlots, handed::add);
    Job job = take();
    assertThat(await(rendering.finish(Samples.finished(handed.get(0))))).isTrue();
    assertThat(await(jobs.job(client, job.id())).orElseThrow().state())
        .isEqualTo(JobState.COMPLETED);
    assertThat(claimedDocuments(NOW.plus(LEASE))).isEmpty();
  }

  @Test
  void documentsBeyondTheRoomAreClaimed() {
    handoff.open(renderSlots, handed::add);
    for (int i = 0; i <= ONE_CLIENTS; i++) {
      take();
    }
    assertThat(handed).hasSize(ONE_CLIENTS);
    assertThat(claimedDocuments(NOW)).hasSize(1);
  }

  @Test
  void aDocumentThatWaitsForRoomWakesNobody() {
    AtomicInteger woken = new AtomicInteger();
    await(wakeups.onRender(woken::incrementAndGet));
    handoff.open(renderSlots, handed::add);
    for (int i = 0; i <= ONE_CLIENTS; i++) {
      take();
    }
    assertThat(handoff.mustWake(client)).as("the next free slot claims it").isFalse();

    wakeups.render();
    eventually(() -> woken.get() > 0);
    assertThat(woken).as("only by the last wake-up").hasValue(1);
  }

  @Test
  void aRepeatedRequestUsesNoSlot() {
    handoff.open(renderSlots, handed::add);
    IdempotencyKey key = new IdempotencyKey("once", new byte[32]);
    for (int i = 0; i < CAPACITY; i++) {
      take(Samples.job(client), Optional.of(key));
    }
    assertThat(handed).hasSize(1);
    take();
    assertThat(handed).hasSize(2);
  }

  @Test
  void aRejectedRequestUsesNoSlot() {
    handoff.open(renderSlots, handed::add);
    Job job = take();
    for (int i = 0; i < CAPACITY; i++) {
      assertThatThrownBy(() -> take(job, Optional.empty())).hasMessageContaining("duplicate key");
    }
    take();
    assertThat(handed).hasSize(2);
  }

  @Test
  void aClaimTakesManySmallDocumentsAndFewLargeOnes() {
    for (int i = 0; i < CAPACITY; i++) {
      take();
    }
    assertThat(claimed(new Sizes(2, 0)).items()).hasSize(2);
    ClaimedBatch<ClaimedDocument> one = claimed(new Sizes(1, 0));
    assertThat(one.items()).hasSize(1);
    assertThat(one.more()).as("others had no room").isTrue();
    ClaimedBatch<ClaimedDocument> all = claimed(new Sizes(1, 1 << 20));
    assertThat(all.items()).hasSize(CAPACITY - 3);
    assertThat(all.more()).isFalse();
  }

  private ClaimedBatch<ClaimedDocument> claimed(Sizes sizes) {
    return await(rendering.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY, sizes), NOW));
  }
}
