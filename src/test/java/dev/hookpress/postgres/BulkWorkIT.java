package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bulk work and other work of clients in the render queue, on a real Postgres. */
class BulkWorkIT extends QueuesOnPostgres {
  private final Set<JobId> bulk = new HashSet<>();

  private void submit(ClientId of, int jobs, boolean inBulk) {
    for (int i = 0; i < jobs; i++) {
      Job job = Samples.job(of);
      accept(
          new Job(
              job.id(),
              of,
              job.dialect(),
              job.documents(),
              job.targets(),
              job.metadataJson(),
              job.createdAt(),
              Optional.empty(),
              inBulk));
      if (inBulk) {
        bulk.add(job.id());
      }
    }
  }

  private List<ClaimedDocument> claim(int max) {
    return claim(max, NOW);
  }

  private List<ClaimedDocument> claim(int max, Instant at) {
    return await(rendering.claim(max, new DocumentClaimLimits(Map.of(), PLENTY), at)).items();
  }

  private long inBulk(List<ClaimedDocument> claimed) {
    return claimed.stream().filter(one -> bulk.contains(one.job())).count();
  }

  @Test
  void aClientsOtherDocumentsComeBeforeItsBulkWorkWhateverWasSubmittedFirst() {
    submit(client, 20, true);
    submit(client, 3, false);

    assertThat(inBulk(claim(3))).isZero();
    assertThat(inBulk(claim(5))).isEqualTo(5);
  }

  @Test
  void bulkWorkTakesTheRoomThatIsLeft() {
    submit(client, 20, true);
    submit(client, 2, false);

    List<ClaimedDocument> claimed = claim(7);

    assertThat(claimed).hasSize(7).doesNotHaveDuplicates();
    assertThat(inBulk(claimed)).isEqualTo(5);
  }

  @Test
  void anEighthIsLeftToBulkWorkInLargeClaimsAndInSmallOnes() {
    submit(client, 60, true);
    submit(client, 100, false);

    assertThat(inBulk(claim(40))).isEqualTo(5);
    List<Long> oneByOne = new ArrayList<>();
    IntStream.range(0, 16).forEach(i -> oneByOne.add(inBulk(claim(1))));

    assertThat(oneByOne.stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
  }

  @Test
  void otherClientsHaveTheSameShareWhateverTheClassOfTheirWork() {
    ClientId other = Samples.newClient();
    submit(client, 40, false);
    submit(other, 40, true);

    List<ClaimedDocument> claimed = claim(20);

    assertThat(claimed).filteredOn(one -> one.client().equals(other)).hasSize(10);
    assertThat(claimed).filteredOn(one -> one.client().equals(client)).hasSize(10);
  }

  @Test
  void whatANodeHasClaimedAndLostIsClaimedLikeOtherWork() {
    submit(client, 2, true);
    assertThat(claim(1)).hasSize(1);
    submit(client, 1, false);

    List<ClaimedDocument> again = claim(2, NOW.plus(LEASE).plusSeconds(1));

    assertThat(inBulk(again)).isEqualTo(1);
    assertThat(again).extracting(ClaimedDocument::claims).containsExactlyInAnyOrder(1, 2);
  }
}
