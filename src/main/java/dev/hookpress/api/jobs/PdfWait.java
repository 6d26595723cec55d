package dev.hookpress.api.jobs;

import dev.hookpress.api.files.FileEndpoint;
import dev.hookpress.api.files.HostedFileLookup;
import dev.hookpress.api.files.HostedLinks.HostedFile;
import dev.hookpress.api.http.Answer;
import dev.hookpress.api.http.AnswerWriter;
import dev.hookpress.api.http.DependencyUnavailable;
import dev.hookpress.api.http.RequestWarnings;
import dev.hookpress.dialect.Decoded;
import dev.hookpress.dialect.Decoded.Awaited;
import dev.hookpress.dialect.Dialect;
import dev.hookpress.dialect.reading.Problem;
import dev.hookpress.dialect.reading.Problem.Type;
import dev.hookpress.job.Client;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a submission with the PDF itself, for clients that wait for it. The job is an ordinary
 * one: it continues when the wait ends and can be read like any other.
 */
public final class PdfWait {
  /**
   * The longest wait. By default fetching and rendering may take 50 s together, and an idle
   * connection is closed after 60 s.
   */
  public static final Duration LONGEST = Duration.ofSeconds(55);

  // Most documents are ready after a few polls; in a longer wait 250 ms is not noticed.
  private static final long FIRST_PAUSE_MILLIS = 20;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  // With these pauses LONGEST takes about 225 polls; the bound holds if the clock is set back.
  private static final int MAX_LOOKS = 300;
  // A slot becomes free with every finished document.
  private static final String RETRY_WHEN_FULL_SECONDS = "2";

  private static final Logger LOG = LoggerFactory.getLogger(PdfWait.class);

  private final JobBook jobs;
  private final HostedFileLookup files;
  private final JobReports reports;
  private final InstantSource clock;
  private final PdfWaitLimit limit = new PdfWaitLimit();

  public PdfWait(JobBook jobs, HostedFileLookup files, JobReports reports, InstantSource clock) {
    this.jobs = jobs;
    this.files = files;
    this.reports = reports;
    this.clock = clock;
  }

  /** A client's wait for a job. */
  private record Waiter(
      RoutingContext request,
      Client client,
      Dialect dialect,
      JobId job,
      Decoded.Request wanted,
      Instant until) {}

  /** Runs the work while holding a slot to wait in; without a free slot the work does not start. */
  public Future<Answer> inPlace(Client client, Dialect dialect, Supplier<Future<Answer>> work) {
    return switch (limit.enter(client.id())) {
      case ENTERED ->
          work.get()
              .eventually(
                  () -> {
                    limit.leave(client.id());
                    return Future.succeededFuture();
                  });
      case FULL_OF_CLIENT ->
          full(
              dialect,
              Type.RATE_LIMITED,
              "This client may have " + PdfWaitLimit.MAX_PER_CLIENT + " requests that wait.");
      case FULL -> full(dialect, Type.UNAVAILABLE, "Too many requests wait for their PDF.");
    };
  }

  private static Future<Answer> full(Dialect dialect, Type type, String detail) {
    return Future.succeededFuture(
        Answer.problem(
            dialect, Problem.of(type, detail), Map.of("Retry-After", RETRY_WHEN_FULL_SECONDS)));
  }

  /**
   * Waits for the end of a job; one whose PDF is awaited has one document, which is hosted.
   *
   * @param wanted says what the client waits for
   * @param longest at most {@link #LONGEST}
   */
  Future<Answer> answer(
      RoutingContext request,
      Client client,
      Dialect dialect,
      JobId job,
      Decoded.Request wanted,
      Duration longest) {
    Instant until = clock.instant().plus(longest);
    Waiter waiter = new Waiter(request, client, dialect, job, wanted, until);
    if (keepsNothing(request, dialect)) {
      request.addEndHandler(ended -> forget(waiter));
    }
    return look(waiter, FIRST_PAUSE_MILLIS, MAX_LOOKS);
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
                if (waiter.wanted().awaits() == Awaited.REPORT) {
                  return Future.succeededFuture(report(waiter, job));
                }
                return isOnePdf(job)
                    ? pdf(waiter, job)
                    : Future.succeededFuture(withoutPdf(waiter, job));
              }
              return job.state().ended()
                      || looksLeft == 0
                      || !clock.instant().isBefore(waiter.until())
                  ? Future.succeededFuture(withoutPdf(waiter, job))
                  : lookLater(waiter, pauseMillis, looksLeft);
            });
  }

  /** Several files, pictures and ZIPs are in the report, with a link to each. */
  private static boolean isOnePdf(JobView job) {
    JobView.DocumentView one = job.documents().get(0);
    return one.request().result() == AssetType.PDF
        && one.result().orElse(null) instanceof DocumentResult.Stored stored
        && stored.files().size() == 1;
  }

  private static boolean keepsNothing(RoutingContext request, Dialect dialect) {
    return dialect
        .noStoreHeader()
        .map(request.request()::getHeader)
        .filter("true"::equalsIgnoreCase)
        .isPresent();
  }

  /** Deletes the PDF that has been sent, or ends the job whose PDF nobody waits for any more. */
  private void forget(Waiter waiter) {
    HostedFile file = new HostedFile(waiter.client().id(), waiter.job(), 0, "");
    jobs.cancel(waiter.client().id(), waiter.job(), List.of(), clock.instant())
        .compose(ended -> files.delete(file))
        .onFailure(
            cause -> LOG.warn("The PDF of job {} is kept: {}", waiter.job(), cause.toString()));
  }

  private Future<Answer> lookLater(Waiter waiter, long pauseMillis, int looksLeft) {
    return waiter
        .request()
        .vertx()
        .timer(pauseMillis)
        .compose(
            due ->
                waiter.request().response().closed()
                    // The client has disconnected, so nothing is sent.
                    ? Future.succeededFuture(new Answer.NoContent())
                    : look(waiter, Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS), looksLeft - 1));
  }

  private Answer withoutPdf(Waiter waiter, JobView job) {
    return Answer.of(
        waiter.dialect().withoutPdf(reports.of(waiter.client().id(), job, clock.instant())));
  }

  private Answer report(Waiter waiter, JobView job) {
    return Answer.of(
        waiter.dialect().awaited(reports.of(waiter.client().id(), job, clock.instant())),
        RequestWarnings.headers(waiter.wanted().warnings()));
  }

  private Future<Answer> pdf(Waiter waiter, JobView job) {
    String filename = job.documents().get(0).request().options().filename();
    HostedFile file = new HostedFile(waiter.client().id(), job.id(), 0, filename);
    return DependencyUnavailable.guard(files.find(file))
        .compose(
            path ->
                path.map(at -> pdf(waiter, job, at, filename))
                    .orElseGet(
                        () ->
                            Future.succeededFuture(
                                Answer.problem(waiter.dialect(), AnswerWriter.FILE_DELETED))));
  }

  private Future<Answer> pdf(Waiter waiter, JobView job, Path path, String filename) {
    Map<String, String> headers =
        new HashMap<>(RequestWarnings.headers(waiter.wanted().warnings()));
    headers.put("Hookpress-Job-Id", waiter.dialect().shown(job.id()));
    headers.putAll(waiter.dialect().ofPdf(reports.of(waiter.client().id(), job, clock.instant())));
    if (waiter.wanted().awaits() == Awaited.PDF) {
      headers.put("Content-Disposition", FileEndpoint.disposition(filename));
      return Future.succeededFuture(new Answer.File(path, headers, "application/pdf"));
    }
    // The limits on a rendered PDF and on the number of waiting clients bound the memory.
    return waiter
        .request()
        .vertx()
        .executeBlocking(() -> Base64.getEncoder().encode(Files.readAllBytes(path)), false)
        .map(text -> new Answer.Body(200, headers, "text/plain", Buffer.buffer(text)));
  }
}
