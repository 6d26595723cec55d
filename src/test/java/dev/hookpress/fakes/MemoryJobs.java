package dev.hookpress.fakes;

import dev.hookpress.api.jobs.JobBook;
import dev.hookpress.api.jobs.JobIntake;
import dev.hookpress.api.jobs.JobView;
import dev.hookpress.api.jobs.JobView.DocumentView;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Job;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Jobs in memory. */
public final class MemoryJobs implements JobIntake, JobBook {
  private record Entry(
      Job job,
      JobState state,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      List<DocumentResult> results) {}

  private record Keyed(ClientId client, String key) {}

  private record First(byte[] bodySha256, Job job) {}

  private final Outage outage;
  private final Map<JobId, Entry> jobs = new HashMap<>();
  private final Map<Keyed, First> keys = new HashMap<>();
  private int pendingQueries;
  private final Map<JobId, Integer> looks = new HashMap<>();

  public MemoryJobs(Outage outage) {
    this.outage = outage;
  }

  /** Deletes a job that has ended. */
  public synchronized boolean delete(ClientId client, JobId id) {
    Entry entry = jobs.get(id);
    return entry != null
        && entry.job().client().equals(client)
        && entry.state().ended()
        && jobs.remove(id) != null;
  }

  @Override
  public synchronized Future<Acceptance> accept(Job job, Optional<IdempotencyKey> key) {
    return outage.call(
        () -> {
          Optional<First> first = key.map(given -> keys.get(new Keyed(job.client(), given.key())));
          if (first.isPresent()) {
            return Arrays.equals(first.get().bodySha256(), key.get().bodySha256())
                ? new Acceptance.Repeated(first.get().job().id(), first.get().job().createdAt())
                : new Acceptance.Conflict();
          }
          key.ifPresent(
              given ->
                  keys.put(
                      new Keyed(job.client(), given.key()), new First(given.bodySha256(), job)));
          jobs.put(
              job.id(),
              new Entry(job, JobState.PENDING, Optional.empty(), Optional.empty(), List.of()));
          return new Acceptance.Accepted();
        });
  }

  @Override
  public synchronized Future<Optional<JobId>> find(ClientId client, String key) {
    return outage.call(
        () -> Optional.ofNullable(keys.get(new Keyed(client, key))).map(first -> first.job().id()));
  }

  @Override
  public synchronized Future<Pending> pending(ClientId client, boolean samples, int limit) {
    pendingQueries++;
    return outage.call(
        () ->
            new Pending(
                Math.min(
                    limit,
                    jobs.values().stream()
                        .filter(entry -> entry.job().client().equals(client))
                        .filter(entry -> !entry.state().ended())
                        .filter(entry -> entry.job().sample() == samples)
                        .mapToInt(entry -> entry.job().documents().size())
                        .sum()),
                0));
  }

  @Override
  public synchronized Future<Optional<JobView>> job(ClientId client, JobId id) {
    looks.merge(id, 1, Integer::sum);
    return outage.call(
        () ->
            Optional.ofNullable(jobs.get(id))
                .filter(entry -> entry.job().client().equals(client))
                .map(MemoryJobs::view));
  }

  @Override
  public synchronized Future<List<JobView>> jobs(ClientId client, Filter filter, int limit) {
    return outage.call(
        () ->
            jobs.values().stream()
                .filter(entry -> entry.job().client().equals(client))
                .map(MemoryJobs::view)
                .filter(job -> matches(job, filter))
                .sorted(Comparator.comparing((JobView job) -> job.id().toString()).reversed())
                .limit(limit)
                .toList());
  }

  @Override
  public synchronized Future<List<Target>> targets(
      ClientId client, JobId id, Optional<Heard> heard) {
    return outage.call(
        () ->
            Optional.ofNullable(jobs.get(id))
                .filter(entry -> entry.job().client().equals(client))
                .map(entry -> entry.job().targets())
                .orElse(List.of()));
  }

  @Override
  public synchronized Future<Cancellation> cancel(
      ClientId client, JobId id, List<OwedNotification> owed, Instant now) {
    return outage.call(
        () -> {
          Entry entry = jobs.get(id);
          if (entry == null || !entry.job().client().equals(client)) {
            return Cancellation.UNKNOWN;
          }
          if (entry.state().ended()) {
            return Cancellation.ENDED;
          }
          jobs.put(
              id,
              new Entry(
                  entry.job(), JobState.CANCELED, entry.startedAt(), Optional.of(now), List.of()));
          return Cancellation.CANCELED;
        });
  }

  /** Ends a job as a renderer would. */
  public synchronized void finish(JobId id, DocumentResult result, Instant now) {
    finish(id, Collections.nCopies(jobs.get(id).job().documents().size(), result), now);
  }

  /** Ends a job with the results of its documents, in order. */
  public synchronized void finish(JobId id, List<DocumentResult> results, Instant now) {
    Optional<Instant> at = Optional.of(now);
    jobs.put(id, new Entry(jobs.get(id).job(), JobReport.ended(results), at, at, results));
  }

  /** All accepted jobs, newest first. */
  public synchronized List<Job> accepted() {
    return jobs.values().stream()
        .map(Entry::job)
        .sorted(Comparator.comparing((Job job) -> job.id().toString()).reversed())
        .toList();
  }

  /** How often {@link #pending} was called. */
  public synchronized int pendingQueries() {
    return pendingQueries;
  }

  /** How often {@link #job} was called for a job. */
  public synchronized int looks(JobId id) {
    return looks.getOrDefault(id, 0);
  }

  private static boolean matches(JobView job, Filter filter) {
    return filter.state().map(job.state()::equals).orElse(true)
        && filter.createdFrom().map(from -> !job.createdAt().isBefore(from)).orElse(true)
        && filter.createdTo().map(to -> job.createdAt().isBefore(to)).orElse(true)
        && filter
            .before()
            .map(before -> job.id().toString().compareTo(before.toString()) < 0)
            .orElse(true);
  }

  private static JobView view(Entry entry) {
    Job job = entry.job();
    return new JobView(
        job.id(),
        job.dialect(),
        entry.state(),
        job.createdAt(),
        entry.startedAt(),
        entry.endedAt(),
        job.metadataJson(),
        IntStream.range(0, job.documents().size())
            .mapToObj(i -> new DocumentView(job.documents().get(i), result(entry, i)))
            .toList(),
        false);
  }

  private static Optional<DocumentResult> result(Entry entry, int document) {
    return entry.results().stream().skip(document).findFirst();
  }
}
