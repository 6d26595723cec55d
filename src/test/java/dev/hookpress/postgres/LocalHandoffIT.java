package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.deliver.EndpointStore;
import dev.hookpress.deliver.LocalHandoff;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.support.NoDispatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Notifications that are written as claimed by the node that writes them. */
class LocalHandoffIT extends QueuesOnPostgres {
  private static final String ORIGIN = "https://receiver.test";

  private final List<ClaimedNotification> handed = new ArrayList<>();
  private final LocalHandoff handoff = NoDispatcher.handoff(() -> NOW);
  private final PgRenderQueue writer =
      new PgRenderQueue(vertx, pool, box, wakeups, leasing(UUID.randomUUID()), shards, handoff);

  private void end(int jobs) {
    for (int i = 0; i < jobs; i++) {
      accept(Samples.job(client, java.net.URI.create(ORIGIN + "/hook")));
    }
    List<ClaimedDocument> documents =
        await(writer.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW)).items();
    documents.forEach(document -> await(writer.finish(Samples.finished(document))));
  }

  @Test
  void aHandedOverItemIsInHandUntilItsNodeDies() {
    handoff.open(handed::add);
    end(2);
    assertThat(handed).hasSize(2);
    assertThat(view(handed.get(0)).state()).isEqualTo(NotificationState.DELIVERING);
    assertThat(claimed(NOW)).isEmpty();
    assertThat(claimed(NOW.plus(LEASE))).isEmpty();
    assertThat(claimedBy(takenOver(), NOW))
        .extracting(ClaimedNotification::id)
        .containsExactlyInAnyOrderElementsOf(handed.stream().map(ClaimedNotification::id).toList());
  }

  @Test
  void nothingIsHandedOverThatIsAnotherNodesToSend() {
    handoff.open(handed::add);
    takenOver();
    // This node has not learned of it.
    end(1);
    assertThat(handed).isEmpty();
  }

  @Test
  void aHandedOverItemEqualsAClaimedOne() {
    handoff.open(handed::add);
    end(1);
    ClaimedNotification direct = handed.get(0);
    ClaimedNotification claimed = claimedBy(takenOver(), NOW).get(0);
    assertThat(direct).usingRecursiveComparison().isEqualTo(claimed);
  }

  @Test
  void theAttemptOfAHandedOverNotificationIsRecorded() {
    handoff.open(handed::add);
    end(1);
    await(
        delivery.record(
            Samples.attempt(
                handed.get(0), Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    assertThat(view(handed.get(0)).state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(claimed(NOW.plus(LEASE))).isEmpty();
  }

  @Test
  void aReturnedNotificationIsClaimedAtOnce() {
    handoff.open(handed::add);
    end(1);
    await(delivery.release(handed.get(0), NOW, false));
    assertThat(claimed(NOW)).hasSize(1);
  }

  @Test
  void nothingIsHandedOverForAHeldOrGoneEndpoint() {
    handoff.open(handed::add);
    Instant end = NOW.plusSeconds(10);
    await(endpoints.hold(new EndpointStore.Hold(named(client, HOOK), end, "busy")));
    end(1);
    assertThat(handed).isEmpty();
    assertThat(claimed(NOW)).isEmpty();
    assertThat(claimed(end)).hasSize(1);
    await(endpoints.end(named(client, HOOK), NOW, Optional.empty()));
    accept(Samples.job(client, java.net.URI.create(ORIGIN + "/hook")));
    await(pool.query("update endpoint set gone_at = now()").execute());
    await(writer.claim(PLENTY, new DocumentClaimLimits(Map.of(), PLENTY), NOW))
        .items()
        .forEach(document -> await(writer.finish(Samples.finished(document))));
    assertThat(handed).isEmpty();
  }
}
