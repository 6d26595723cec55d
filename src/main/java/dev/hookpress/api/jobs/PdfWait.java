package dev.hookpress.api.jobs;

import dev.hookpress.api.files.FileEndpoint;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers with the PDF itself, for clients that wait for it. The job is like any other: whether it
 * is waited for or not, it goes on, and can be read.
 */
public final class PdfWait {
  /**
   * By default fetching and rendering may take 50 s together, and a connection that says nothing is
   * closed after 60 s.
   */
  public static final Duration LONGEST = Duration.ofSeconds(55);

  // Most documents are ready after a few looks; who waits longer does not notice a quarter second.
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  // With these pauses LONGEST is over after some 225 looks: a clock set back does not lengthen it.
  private static final int MAX_LOOKS = 300;
  // Places come free with every document that is ready.
  private static final String RETRY_WHEN_FULL_SECONDS = "2";

  private final JobBook jobs;
  private final HostedFileLookup files;
  private final JobReports reports;
  private final InstantSource clock;
  private final PdfWaitLimit room = new PdfWaitLimit();

  public PdfWait(JobBook jobs, HostedFileLookup files, JobReports reports, InstantSource clock) {
    this.jobs = jobs;
    this.files = files;
    this.reports = reports;
    this.clock = clock;
  }

  /** One client's wait for one job. */
  private record Waiter(
      RoutingContext request, Client client, Dialect dialect, JobId job, Instant until) {}

  /** Does the work with a place to wait in taken; without one it is not begun. */
  public Future<Answer> inPlace(Client client, Dialect dialect, Supplier<Future<Answer>> work) {
    return switch (room.enter(client.id())) {
      case ENTERED ->
          work.get()
              .eventually(
                  () -> {
                    room.leave(client.id());
                    return Future.succeededFuture();
                  });
      case FULL_OF_CLIENT ->
          full(
              dialect,
              Type.RATE_LIMITED,
              "This client may have " + PdfWaitLimit.MAX_OF_A_CLIENT + " requests that wait.");
      case FULL -> full(dialect, Type.UNAVAILABLE, "Too many requests wait for their PDF.");
    };
  }

  private static Future<Answer> full(Dialect dialect, Type type, String detail) {
    return Future.succeededFuture(
        Answer.problem(
            dialect, Problem.of(type, detail), Map.of("Retry-After", RETRY_WHEN_FULL_SECONDS)));
  }

  /** Waits for the end of a job of one document, which is hosted. */
  Future<Answer> answer(RoutingContext request, Client client, Dialect dialect, JobId job) {
    Instant until = clock.instant().plus(LONGEST);
    return look(new Waiter(request, client, dialect, job, until), FIRST_PAUSE_MILLIS, MAX_LOOKS);
  }

  private Future<Answer> look(Waiter waiter, long pauseMillis, int looksLeft) {
    return DependencyUnavailable.guard(jobs.job(waiter.client().id(), waiter.job()))
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(
                    Answer.problem(waiter.dialect(), AnswerWriter.FILE_DELETED));
              }
              JobView job = found.get();
              if (job.state() == JobState.COMPLETED) {
                return pdf(waiter, job);
              }
              return job.state().ended()
                      || looksLeft == 0
                      || !clock.instant().isBefore(waiter.until())
                  ? Future.succeededFuture(withoutPdf(waiter, job))
                  : lookLater(waiter, pauseMillis, looksLeft);
            });
  }

  private Future<Answer> lookLater(Waiter waiter, long pauseMillis, int looksLeft) {
    return waiter
        .request()
        .vertx()
        .timer(pauseMillis)
        .compose(
            due ->
                waiter.request().response().closed()
                    // Nobody is there any more: nothing will be sent.
                    ? Future.succeededFuture(new Answer.NoContent())
                    : look(waiter, Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS), looksLeft - 1));
  }

  private Answer withoutPdf(Waiter waiter, JobView job) {
    return Answer.of(
        waiter.dialect().withoutPdf(reports.of(waiter.client().id(), job, clock.instant())));
  }

  private Future<Answer> pdf(Waiter waiter, JobView job) {
    String filename = job.documents().get(0).request().options().filename();
    HostedFile file = new HostedFile(waiter.client().id(), job.id(), 0, filename);
    return DependencyUnavailable.guard(files.find(file))
        .map(
            path ->
                path.<Answer>map(
                        at ->
                            new Answer.File(
                                at,
                                Map.of(
                                    "Content-Disposition",
                                    FileEndpoint.disposition(filename),
                                    "Hookpress-Job-Id",
                                    waiter.dialect().shown(job.id())),
                                "application/pdf"))
                    .orElseGet(() -> Answer.problem(waiter.dialect(), AnswerWriter.FILE_DELETED)));
  }
}
