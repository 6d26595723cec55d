package dev.hookpress.postgres;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.jobs.JobBook.Cancellation;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.ClaimedDocument;
import dev.hookpress.render.DocumentClaimLimits;
import dev.hookpress.render.DocumentEnding;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs of several documents: each is rendered by itself, and the last one ends the job. */
class BatchesIT extends QueuesOnPostgres {
  private static final DocumentResult FAILED =
      new DocumentResult.Failed(FailureCode.SOURCE_HTTP_STATUS, "It answered with 404.");

  private Job batch(int documents) {
    Job job = Samples.job(client, URI.create("https://receiver.test/hook"), documents);
    await(intake.accept(job, Optional.empty()));
    return job;
  }

  private List<ClaimedDocument> claim() {
    return await(rendering.claim(10, new DocumentClaimLimits(Map.of(), 10), NOW)).items();
  }

  private DocumentEnding end(ClaimedDocument document, DocumentResult result) {
    return await(rendering.end(document, result, NOW));
  }

  private JobView view(Job job) {
    return await(jobs.job(client, job.id())).orElseThrow();
  }

  @Test
  void theLastDocumentEndsTheJob() {
    Job job = batch(3);
    List<ClaimedDocument> claimed = claim();
    assertThat(claimed).hasSize(3).allMatch(each -> each.documents() == 3);

    assertThat(end(claimed.get(2), Samples.STORED)).isEqualTo(new DocumentEnding.Earlier());
    assertThat(end(claimed.get(0), FAILED)).isEqualTo(new DocumentEnding.Earlier());
    assertThat(view(job).state()).isEqualTo(JobState.PROCESSING);
    DocumentEnding last = end(claimed.get(1), Samples.STORED);

    assertThat(((DocumentEnding.Last) last).documents().stream().map(DocumentEnding.Done::result))
        .containsExactlyInAnyOrder(FAILED, Samples.STORED, Samples.STORED);
    assertThat(await(rendering.finish(Samples.finished(claimed.get(1))))).isTrue();
    assertThat(view(job).state()).isEqualTo(JobState.COMPLETED);
    assertThat(claimed(NOW)).hasSize(1);
  }

  @Test
  void oneOfSeveralConcurrentDocumentsIsTheLast() {
    batch(8);
    List<Future<DocumentEnding>> ends =
        claim().stream().map(each -> rendering.end(each, Samples.STORED, NOW)).toList();
    await(Future.all(ends));

    assertThat(ends.stream().map(Future::result).filter(DocumentEnding.Last.class::isInstance))
        .hasSize(1);
    assertThat(ends.stream().map(Future::result).filter(DocumentEnding.Earlier.class::isInstance))
        .hasSize(7);
  }

  @Test
  void aJobWhoseNodeDiesBeforeItIsEndedIsEndedByAnother() {
    batch(2);
    List<ClaimedDocument> claimed = claim();
    end(claimed.get(0), FAILED);
    assertThat(end(claimed.get(1), Samples.STORED)).isInstanceOf(DocumentEnding.Last.class);

    List<ClaimedDocument> again =
        await(
                rendering.claim(
                    10, new DocumentClaimLimits(Map.of(), 10), NOW.plus(LEASE).plusSeconds(1)))
            .items();

    assertThat(again).hasSize(1);
    assertThat(again.get(0).result()).contains(Samples.STORED);
    assertThat(end(again.get(0), again.get(0).result().orElseThrow()))
        .isInstanceOf(DocumentEnding.Last.class);
    assertThat(end(claimed.get(1), Samples.STORED))
        .as("its lease")
        .isEqualTo(new DocumentEnding.Lost());
    assertThat(await(rendering.finish(Samples.finished(claimed.get(1))))).isFalse();
    assertThat(await(rendering.finish(Samples.finished(again.get(0))))).isTrue();
    assertThat(claimed(NOW)).hasSize(1);
  }

  @Test
  void cancelingABatchEndsItAndQueuesTheGivenNotifications() {
    Job job = batch(2);
    List<ClaimedDocument> claimed = claim();
    end(claimed.get(0), Samples.STORED);
    OwedNotification owed =
        new OwedNotification(
            new NotificationId(UlidCreator.getUlid(NOW.toEpochMilli()).toUuid()),
            NativeDialect.NAME,
            await(jobs.targets(client, job.id(), Optional.empty())).get(0),
            "{\"status\":\"canceled\"}".getBytes());

    assertThat(await(jobs.cancel(client, job.id(), List.of(owed), NOW)))
        .isEqualTo(Cancellation.CANCELED);
    assertThat(await(jobs.cancel(client, job.id(), List.of(owed), NOW)))
        .isEqualTo(Cancellation.ENDED);

    assertThat(end(claimed.get(1), Samples.STORED)).isEqualTo(new DocumentEnding.Lost());
    assertThat(view(job).state()).isEqualTo(JobState.CANCELED);
    assertThat(claimed(NOW)).singleElement().extracting(each -> each.id()).isEqualTo(owed.id());
  }
}
