package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookpress.api.deliveries.NotificationView;
import dev.hookpress.api.jobs.JobBook.Cancellation;
import dev.hookpress.api.jobs.JobIntake.Acceptance;
import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.deliver.ClaimedNotification;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import dev.hookpress.policy.RetryPolicy.Next;
import dev.hookpress.postgres.queue.PgNotificationQueue;
import dev.hookpress.postgres.queue.PgRenderQueue;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.secrets.SealedBox;
import dev.hookpress.support.Awaiting;
import dev.hookpress.support.NoDispatcher;
import dev.hookpress.support.NoRenderer;
import dev.hookpress.support.Shards;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The queues and the books, on a real Postgres. */
class QueuesIT extends QueuesOnPostgres {
  @Test
  void anAcceptedJobIsClaimedUnchanged() {
    Job job = accepted(client);
    ClaimedDocument claimed =
        await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items().get(0);
    assertThat(claimed.document()).isEqualTo(job.documents().get(0));
    assertThat(claimed.targets()).isEqualTo(job.targets());
    assertThat(claimed.metadataJson()).isEqualTo("{\"order\":7}");
    assertThat(await(jobs.job(client, job.id())).orElseThrow().state())
        .isEqualTo(JobState.PROCESSING);
  }

  @Test
  void secretsAreEncryptedInTheDatabase() {
    accepted(client);
    var row =
        await(
                pool.preparedQuery(
                        "select j.targets, d.request from job j join document d on"
                            + " d.job_id = j.id where j.client_id = $1")
                    .execute(Tuple.of(client.value())))
            .iterator()
            .next();
    assertThat(row.getBuffer("targets").toString()).doesNotContain("secret", "receiver.test/hook");
    assertThat(row.getBuffer("request").toString()).doesNotContain("owner", "Hello");
  }

  @Test
  void aFinishedJobQueuesItsNotificationAndLeavesTheRenderQueue() {
    owe(client, 1);
    assertThat(await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items())
        .isEmpty();
    ClaimedNotification owed = claimed(NOW).get(0);
    assertThat(((Target.Webhook) owed.target()).headers()).containsEntry("Authorization", "secret");
    assertThat(owed.body()).isEqualTo("{\"ok\":true}".getBytes());
    assertThat(await(jobs.job(client, owed.job().orElseThrow())).orElseThrow().state())
        .isEqualTo(JobState.COMPLETED);
  }

  @Test
  void aDocumentThatIsFinishedAfterItsLeaseWasTakenOverChangesNothing() {
    accepted(client);
    ClaimedDocument first =
        await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items().get(0);
    ClaimedDocument second =
        await(
                renderQueue()
                    .claim(
                        10, new DocumentClaimLimits(Map.of(), 10), NOW.plus(LEASE).plusMillis(1)))
            .items()
            .get(0);
    assertThat(second.claims()).isEqualTo(2);
    assertThat(reclaimed).hasValue(1);
    assertThat(await(rendering.finish(Samples.finished(first)))).isFalse();
    assertThat(claimed(NOW)).isEmpty();
    assertThat(await(rendering.finish(Samples.finished(second)))).isTrue();
    assertThat(claimed(NOW)).hasSize(1);
  }

  @Test
  void aDeliveredNotificationIsShownWithItsAttempt() {
    owe(client, 1);
    ClaimedNotification owed = claimed(NOW).get(0);
    assertThat(view(owed).state()).isEqualTo(NotificationState.DELIVERING);
    await(
        delivery.record(
            Samples.attempt(owed, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    NotificationView view = view(owed);
    assertThat(view.state()).isEqualTo(NotificationState.DELIVERED);
    assertThat(view.attempts()).hasSize(1);
    assertThat(view.attempts().get(0).answer()).isEqualTo(Buffer.buffer("thanks"));
    assertThat(claimed(NOW.plus(LEASE.multipliedBy(2)))).isEmpty();
  }

  @Test
  void aRetryIsNotClaimedBeforeItIsDue() {
    owe(client, 1);
    ClaimedNotification owed = claimed(NOW).get(0);
    Instant later = NOW.plusSeconds(300);
    await(delivery.record(Samples.attempt(owed, Outcome.TIMEOUT, new Next.RetryAt(later))));
    assertThat(claimed(later.minusMillis(1))).isEmpty();
    ClaimedNotification again = claimed(later).get(0);
    assertThat(again.attemptNumber()).isEqualTo(2);
    assertThat(again.body()).isEqualTo(owed.body());
  }

  @Test
  void anAttemptWhoseShardWasLostIsLeftOut() {
    owe(client, 1);
    ClaimedNotification first = claimed(NOW).get(0);
    PgNotificationQueue other = takenOver();
    ClaimedNotification second = claimedBy(other, NOW).get(0);
    await(
        delivery.record(
            Samples.attempt(first, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    await(delivery.release(first, NOW.plusSeconds(60), false));
    assertThat(view(second).state()).isEqualTo(NotificationState.DELIVERING);
    assertThat(view(second).attempts()).isEmpty();
    await(
        other.record(
            Samples.attempt(second, Outcome.DELIVERED, new Next.End(NotificationState.DELIVERED))));
    assertThat(view(second).attempts()).hasSize(1);
  }

  @Test
  void anIdempotencyKeyRepeatsItsFirstAnswerForADay() {
    Job first = Samples.job(client);
    IdempotencyKey key = new IdempotencyKey("k", new byte[] {1});
    assertThat(await(intake.accept(first, Optional.of(key))))
        .isInstanceOf(Acceptance.Accepted.class);
    assertThat(await(intake.accept(Samples.job(client), Optional.of(key))))
        .isEqualTo(new Acceptance.Repeated(first.id(), NOW));
    assertThat(
            await(
                intake.accept(
                    Samples.job(client), Optional.of(new IdempotencyKey("k", new byte[] {2})))))
        .isInstanceOf(Acceptance.Conflict.class);
    assertThat(await(intake.accept(Samples.job(Samples.newClient()), Optional.of(key))))
        .isInstanceOf(Acceptance.Accepted.class);
    Job nextDay = Samples.job(client);
    Job later =
        new Job(
            nextDay.id(),
            client,
            nextDay.dialect(),
            nextDay.documents(),
            nextDay.targets(),
            nextDay.metadataJson(),
            NOW.plus(Duration.ofHours(24)));
    assertThat(await(intake.accept(later, Optional.of(key))))
        .isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void concurrentSubmissionsWithOneKeyMakeOneJob() {
    IdempotencyKey key = new IdempotencyKey("same", new byte[] {1});
    List<Future<Acceptance>> answers =
        IntStream.range(0, 20)
            .mapToObj(i -> intake.accept(Samples.job(client), Optional.of(key)))
            .toList();
    long taken =
        answers.stream().map(Awaiting::await).filter(Acceptance.Accepted.class::isInstance).count();
    assertThat(taken).isEqualTo(1);
  }

  @Test
  void oneJobThatPostgresRefusesDoesNotFailItsNeighbours() {
    Job bad = Samples.job(client);
    Job unstorable =
        new Job(bad.id(), client, bad.dialect(), bad.documents(), bad.targets(), "no json", NOW);
    Future<Acceptance> first = intake.accept(Samples.job(client), Optional.empty());
    Future<Acceptance> second = intake.accept(Samples.job(client), Optional.empty());
    Future<Acceptance> broken = intake.accept(unstorable, Optional.empty());
    Future<Acceptance> fourth = intake.accept(Samples.job(client), Optional.empty());
    assertThat(List.of(await(first), await(second), await(fourth)))
        .allMatch(Acceptance.Accepted.class::isInstance);
    assertThat(await(broken.otherwiseEmpty())).isNull();
  }

  @Test
  void aCanceledJobIsNeitherRenderedNorFinished() {
    Job waiting = accepted(client);
    Job underWay = accepted(client);
    ClaimedDocument claimed =
        await(rendering.claim(1, new DocumentClaimLimits(Map.of(), 1), NOW)).items().get(0);
    assertThat(await(jobs.cancel(client, waiting.id(), List.of(), NOW)))
        .isEqualTo(Cancellation.CANCELED);
    assertThat(await(jobs.cancel(client, underWay.id(), List.of(), NOW)))
        .isEqualTo(Cancellation.CANCELED);
    assertThat(await(rendering.finish(Samples.finished(claimed)))).isFalse();
    assertThat(await(jobs.cancel(client, waiting.id(), List.of(), NOW)))
        .isEqualTo(Cancellation.ENDED);
    assertThat(await(jobs.cancel(Samples.newClient(), waiting.id(), List.of(), NOW)))
        .isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void aRowThatCannotBeReadDoesNotFailItsNeighbours() {
    Job readable = accepted(client);
    SealedBox otherKey = new SealedBox("another key of thirty-two bytes!".getBytes());
    await(NoRenderer.intake(pool, otherKey, wakeups).accept(Samples.job(client), Optional.empty()));
    List<ClaimedDocument> claimed =
        await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items();
    assertThat(claimed).extracting(ClaimedDocument::job).containsExactly(readable.id());
  }

  @Test
  void aRestartedNodeKeepsItsLeases() {
    UUID node = UUID.randomUUID();
    accepted(client);
    PgRenderQueue died =
        new PgRenderQueue(
            vertx, pool, box, wakeups, leasing(node), Shards.none(), NoDispatcher.handoff());
    assertThat(await(died.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items())
        .hasSize(1);
    assertThat(await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items())
        .isEmpty();
    assertThat(await(new PgUpkeep(pool).releaseLeases(node, NOW))).isEqualTo(1);
    assertThat(await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items())
        .hasSize(1);
  }
}
