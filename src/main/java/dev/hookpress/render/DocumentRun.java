package dev.hookpress.render;

import dev.hookpress.dialect.Callbacks;
import dev.hookpress.dialect.HostedLink;
import dev.hookpress.dialect.JobReport;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.FailureCode;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Owed;
import dev.hookpress.render.EndedPart.Done;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.source.SourceFetcher;
import dev.hookpress.render.work.RenderWorkers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One document's way: fetch its sources, render, store, and write down how it ended. */
public final class DocumentRun {
  /** The third claim of a document means that two nodes have died, or hung, with it in hand. */
  private static final int MAX_CLAIMS = 2;

  /** The ports that a run acts through. */
  public record Ports(
      RenderQueue queue,
      SourceFetcher sources,
      RenderWorkers workers,
      Storage storage,
      Links links,
      RenderEvents events) {}

  private final Ports ports;
  private final InstantSource clock;
  private final Function<Instant, NotificationId> ids;
  private final Suspects suspects = new Suspects();

  /**
   * Makes the run.
   *
   * @param ids makes the id of a notification that is owed from a moment on
   */
  public DocumentRun(Ports ports, InstantSource clock, Function<Instant, NotificationId> ids) {
    this.ports = ports;
    this.clock = clock;
    this.ids = ids;
  }

  /** Takes a document to its end; completes when the end is on disk. */
  public Future<Void> run(ClaimedDocument document) {
    Instant startedAt = clock.instant();
    return document
        .result()
        .map(Future::succeededFuture)
        .orElseGet(() -> result(document))
        .compose(result -> end(document, result, startedAt))
        .mapEmpty();
  }

  private Future<DocumentResult> result(ClaimedDocument document) {
    // In hand is not enough: a node dies of one document, and holds many.
    if (document.claims() > MAX_CLAIMS && document.begun()) {
      return Future.succeededFuture(
          new DocumentResult.Failed(
              FailureCode.RENDER_CRASHED,
              "Rendering this document has ended the renderer twice; it is not tried again."));
    }
    long from = System.nanoTime();
    return ports
        .sources()
        .prepare(document.client(), document.document())
        .compose(found -> render(document, found, since(from)));
  }

  private Future<RenderedPdf> engine(ClaimedDocument document, Prepared prepared) {
    long from = System.nanoTime();
    return ports
        .workers()
        .render(document.client(), prepared, document.document().options())
        .onSuccess(pdf -> ports.events().rendered(failure(pdf), since(from)));
  }

  private Future<DocumentResult> render(
      ClaimedDocument document, Preparation preparation, Duration fetching) {
    if (preparation instanceof Preparation.Rejected rejected) {
      return Future.succeededFuture(new DocumentResult.Failed(rejected.code(), rejected.message()));
    }
    Prepared prepared = (Prepared) preparation;
    Future<RenderedPdf> rendered =
        document.claims() == 1
            ? engine(document, prepared)
            : suspects.inTurn(
                () -> ports.queue().begin(document).compose(begun -> engine(document, prepared)));
    return rendered.compose(pdf -> store(document, pdf, fetching));
  }

  private Future<DocumentResult> store(
      ClaimedDocument document, RenderedPdf rendered, Duration fetching) {
    if (rendered instanceof RenderedPdf.Rejected rejected) {
      return Future.succeededFuture(new DocumentResult.Failed(rejected.code(), rejected.message()));
    }
    RenderedPdf.Pdf pdf = (RenderedPdf.Pdf) rendered;
    long from = System.nanoTime();
    return ports
        .storage()
        .store(document, pdf.bytes(), clock.instant())
        .map(
            outcome ->
                outcome instanceof StoreOutcome.Failed failed
                    ? new DocumentResult.Failed(failed.code(), failed.message())
                    : new DocumentResult.Stored(
                        pdf.pages(),
                        pdf.bytes().length,
                        fetching.toMillis(),
                        pdf.renderMillis(),
                        since(from).toMillis(),
                        pdf.warnings()));
  }

  private Future<Boolean> end(ClaimedDocument document, DocumentResult result, Instant startedAt) {
    if (document.documents() == 1) {
      List<Done> only = List.of(new Done(document.document(), result));
      return finish(document, result, startedAt, only);
    }
    return ports
        .queue()
        .end(document, result, startedAt)
        .compose(
            ended ->
                ended instanceof EndedPart.Last last
                    ? finish(document, result, last.startedAt(), last.documents())
                    : Future.succeededFuture(ended instanceof EndedPart.Earlier));
  }

  private Future<Boolean> finish(
      ClaimedDocument document, DocumentResult result, Instant startedAt, List<Done> documents) {
    Instant endedAt = clock.instant();
    JobReport job = report(document, startedAt, endedAt, documents);
    List<Owed> owed = Callbacks.owed(job, document.targets(), () -> ids.apply(endedAt));
    FinishedDocument finished =
        new FinishedDocument(document, result, job.state(), startedAt, endedAt, owed);
    return ports
        .queue()
        .finish(finished)
        .onSuccess(
            held -> {
              if (held) {
                ports.events().finished(finished);
              }
            });
  }

  private JobReport report(
      ClaimedDocument document, Instant startedAt, Instant endedAt, List<Done> documents) {
    List<JobReport.DocumentReport> reports = new ArrayList<>();
    for (Done each : documents) {
      boolean hosted =
          each.result() instanceof DocumentResult.Stored
              && each.document().destination() instanceof Destination.Hosted;
      String filename = each.document().options().filename();
      Optional<HostedLink> link =
          hosted
              ? Optional.of(
                  ports
                      .links()
                      .link(document.client(), document.job(), reports.size(), filename, endedAt))
              : Optional.empty();
      reports.add(new JobReport.DocumentReport(each.document(), Optional.of(each.result()), link));
    }
    return new JobReport(
        document.job(),
        document.dialect(),
        JobReport.ended(documents.stream().map(Done::result).toList()),
        document.createdAt(),
        Optional.of(startedAt),
        Optional.of(endedAt),
        document.metadataJson(),
        reports,
        Optional.empty());
  }

  private static Optional<FailureCode> failure(RenderedPdf pdf) {
    return pdf instanceof RenderedPdf.Rejected rejected
        ? Optional.of(rejected.code())
        : Optional.empty();
  }

  private static Duration since(long fromNanos) {
    return Duration.ofNanos(System.nanoTime() - fromNanos);
  }
}
