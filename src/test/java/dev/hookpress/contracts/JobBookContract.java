package dev.hookpress.contracts;

import static dev.hookpress.support.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobBook.Cancellation;
import dev.hookpress.api.jobs.JobBook.Filter;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.api.jobs.JobIntake.Acceptance;
import dev.hookpress.api.jobs.JobIntake.IdempotencyKey;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.dialect.hookpress.NativeDialect;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.Part;
import dev.hookpress.job.document.RenderOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link JobIntake} and {@link JobBook} promise together. */
public abstract class JobBookContract extends PortContract {
  private static final Filter ALL =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  protected abstract JobIntake intake();

  protected abstract JobBook book();

  @Test
  void anAcceptedJobIsReadAsItWasGiven() {
    Job job = accepted(job(client, 2, NOW));

    JobView read = await(book().job(client, job.id())).orElseThrow();

    assertThat(read.id()).isEqualTo(job.id());
    assertThat(read.dialect()).isEqualTo(job.dialect());
    assertThat(read.state()).isEqualTo(JobState.PENDING);
    assertThat(read.createdAt()).isEqualTo(NOW);
    assertThat(read.startedAt()).isEmpty();
    assertThat(read.endedAt()).isEmpty();
    assertThat(read.metadataJson()).isEqualTo(job.metadataJson());
    assertThat(read.documents()).hasSize(2);
    assertThat(read.documents())
        .allSatisfy(
            each -> {
              assertThat(each.request().options()).isEqualTo(job.documents().get(0).options());
              assertThat(each.result()).isEmpty();
            });
    assertThat(await(book().targets(client, job.id(), Optional.empty()))).isEqualTo(job.targets());
  }

  @Test
  void anotherClientsJobDoesNotExist() {
    Job job = accepted(job(client, 1, NOW));

    assertThat(await(book().job(other, job.id()))).isEmpty();
    assertThat(await(book().targets(other, job.id(), Optional.empty()))).isEmpty();
    assertThat(await(book().jobs(other, ALL, 10))).isEmpty();
    assertThat(await(book().cancel(other, job.id(), List.of(), NOW)))
        .isEqualTo(Cancellation.UNKNOWN);
    assertThat(state(job)).isEqualTo(JobState.PENDING);
  }

  @Test
  void jobsAreListedNewestFirstAndFromACursorOn() {
    Job first = accepted(job(client, 1, NOW.minusSeconds(2)));
    Job second = accepted(job(client, 1, NOW.minusSeconds(1)));
    Job third = accepted(job(client, 1, NOW));

    assertThat(listed(ALL, 10)).containsExactly(third.id(), second.id(), first.id());
    assertThat(listed(ALL, 2)).containsExactly(third.id(), second.id());
    assertThat(listed(before(second), 10)).containsExactly(first.id());
  }

  @Test
  void jobsAreListedByTimeAndState() {
    Job early = accepted(job(client, 1, NOW.minusSeconds(10)));
    Job late = accepted(job(client, 1, NOW));
    await(book().cancel(client, early.id(), List.of(), NOW));

    Optional<Instant> between = Optional.of(NOW.minusSeconds(5));
    assertThat(listed(new Filter(Optional.empty(), between, Optional.empty(), Optional.empty()), 9))
        .containsExactly(late.id());
    assertThat(listed(new Filter(Optional.empty(), Optional.empty(), between, Optional.empty()), 9))
        .containsExactly(early.id());
    assertThat(listed(in(JobState.CANCELED), 9)).containsExactly(early.id());
    assertThat(listed(in(JobState.PENDING), 9)).containsExactly(late.id());
  }

  @Test
  void pendingDocumentsAreCountedUpToTheLimit() {
    accepted(job(client, 3, NOW));
    Job second = accepted(job(client, 2, NOW));
    accepted(job(other, 1, NOW));

    assertThat(await(intake().pending(client, false, 100)).documents()).isEqualTo(5);
    assertThat(await(intake().pending(client, false, 4)).documents()).isEqualTo(4);
    await(book().cancel(client, second.id(), List.of(), NOW));
    assertThat(await(intake().pending(client, false, 100)).documents()).isEqualTo(3);
  }

  @Test
  void samplesArePendingApart() {
    accepted(job(client, 3, NOW));
    Job sample = accepted(sample(job(client, 2, NOW)));

    assertThat(await(intake().pending(client, true, 100)).documents()).isEqualTo(2);
    assertThat(await(intake().pending(client, false, 100)).documents()).isEqualTo(3);
    assertThat(await(intake().pending(client, true, 1)).documents()).isEqualTo(1);
    await(book().cancel(client, sample.id(), List.of(), NOW));
    assertThat(await(intake().pending(client, true, 100)).documents()).isZero();
  }

  private static Job sample(Job job) {
    RenderOptions options = job.documents().get(0).options();
    Document document =
        new Document(
            job.documents().get(0).parts(),
            options.printing(options.print().tested()),
            new Destination.Hosted());
    return new Job(
        job.id(),
        job.client(),
        job.dialect(),
        Collections.nCopies(job.documents().size(), document),
        job.targets(),
        job.metadataJson(),
        job.createdAt());
  }

  @Test
  void aJobIsCanceledOnceAndSaysWhen() {
    Job job = accepted(job(client, 1, NOW));
    Instant later = NOW.plus(Duration.ofSeconds(3));

    assertThat(await(book().cancel(client, job.id(), List.of(), later)))
        .isEqualTo(Cancellation.CANCELED);
    assertThat(await(book().cancel(client, job.id(), List.of(), later.plusSeconds(1))))
        .isEqualTo(Cancellation.ENDED);
    JobView read = await(book().job(client, job.id())).orElseThrow();
    assertThat(read.state()).isEqualTo(JobState.CANCELED);
    assertThat(read.endedAt()).contains(later);
    assertThat(await(book().cancel(client, newJobId(NOW), List.of(), NOW)))
        .isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void aRepeatedKeyGivesTheFirstJobAndAnotherBodyIsAConflict() {
    Job first = job(client, 1, NOW);
    IdempotencyKey key = new IdempotencyKey("order-1", new byte[32]);
    byte[] anotherBody = new byte[32];
    anotherBody[0] = 1;

    assertThat(await(intake().accept(first, Optional.of(key))))
        .isInstanceOf(Acceptance.Accepted.class);
    assertThat(await(intake().accept(job(client, 1, NOW), Optional.of(key))))
        .isEqualTo(new Acceptance.Repeated(first.id(), NOW));
    assertThat(
            await(
                intake()
                    .accept(
                        job(client, 1, NOW),
                        Optional.of(new IdempotencyKey("order-1", anotherBody)))))
        .isInstanceOf(Acceptance.Conflict.class);
    assertThat(await(intake().accept(job(other, 1, NOW), Optional.of(key))))
        .isInstanceOf(Acceptance.Accepted.class);
    assertThat(listed(ALL, 10)).containsExactly(first.id());
  }

  private Job accepted(Job job) {
    assertThat(await(intake().accept(job, Optional.empty())))
        .isInstanceOf(Acceptance.Accepted.class);
    return job;
  }

  private JobState state(Job job) {
    return await(book().job(job.client(), job.id())).orElseThrow().state();
  }

  private List<JobId> listed(Filter filter, int limit) {
    return await(book().jobs(client, filter, limit)).stream().map(JobView::id).toList();
  }

  private static Filter before(Job job) {
    return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(job.id()));
  }

  private static Filter in(JobState state) {
    return new Filter(Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Job job(ClientId client, int documents, Instant at) {
    Document document =
        new Document(
            List.of(new Part.Html("<p>Hello</p>")),
            RenderOptions.standard("hello.pdf"),
            new Destination.Hosted());
    return new Job(
        newJobId(at),
        client,
        NativeDialect.NAME,
        Collections.nCopies(documents, document),
        List.of(new Target.Webhook(URI.create("https://receiver.test/hook"), Map.of("a", "b"))),
        "{\"order\":7}",
        at);
  }

  private static JobId newJobId(Instant at) {
    return new JobId(UlidCreator.getMonotonicUlid(at.toEpochMilli()).toUuid());
  }
}
