package dev.hookpress.render;

import dev.hookpress.dialect.Dialects;
import dev.hookpress.dialect.EndedJob;
import dev.hookpress.dialect.HostedLink;
import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.FailureCode;
import dev.hookpress.job.JobState;
import dev.hookpress.job.NotificationId;
import dev.hookpress.render.FinishedDocument.Owed;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.source.SourceFetcher;
import dev.hookpress.render.work.RenderWorkers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    return result(document).compose(result -> finish(document, result, startedAt)).mapEmpty();
  }

  private Future<DocumentResult> result(ClaimedDocument document) {
    // In hand is not enough: a node dies of one document, and holds many.
    if (document.claims() > MAX_CLAIMS && document.begun()) {
      return Future.succeededFuture(
          new DocumentResult.Failed(
              FailureCode.RENDER_CRASHED,
              "Rendering this document has ended the renderer twice; it is not tried again."));
    }
    return ports.sources().prepare(document.document()).compose(found -> render(document, found));
  }

  private Future<RenderedPdf> engine(ClaimedDocument document, Prepared prepared) {
    long from = System.nanoTime();
    return ports
        .workers()
        .render(document.client(), prepared, document.document().options())
        .onSuccess(pdf -> ports.events().rendered(failure(pdf), since(from)));
  }

  private Future<DocumentResult> render(ClaimedDocument document, Preparation preparation) {
    if (preparation instanceof Preparation.Rejected rejected) {
      return Future.succeededFuture(new DocumentResult.Failed(rejected.code(), rejected.message()));
    }
    Prepared prepared = (Prepared) preparation;
    Future<RenderedPdf> rendered =
        document.claims() == 1
            ? engine(document, prepared)
            : suspects.inTurn(
                () -> ports.queue().begin(document).compose(begun -> engine(document, prepared)));
    return rendered.compose(pdf -> store(document, pdf));
  }

  private Future<DocumentResult> store(ClaimedDocument document, RenderedPdf rendered) {
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
                        pdf.renderMillis(),
                        since(from).toMillis(),
                        pdf.warnings()));
  }

  private Future<Boolean> finish(
      ClaimedDocument document, DocumentResult result, Instant startedAt) {
    Instant endedAt = clock.instant();
    byte[] body = callback(document, result, endedAt);
    List<Owed> owed =
        document.targets().stream()
            .map(target -> new Owed(ids.apply(endedAt), target, body))
            .toList();
    FinishedDocument finished = new FinishedDocument(document, result, startedAt, endedAt, owed);
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

  private byte[] callback(ClaimedDocument document, DocumentResult result, Instant endedAt) {
    Destination destination = document.document().destination();
    boolean stored = result instanceof DocumentResult.Stored;
    Optional<HostedLink> link =
        stored && destination instanceof Destination.Hosted
            ? Optional.of(ports.links().link(document, endedAt))
            : Optional.empty();
    EndedJob job =
        new EndedJob(
            document.job(),
            stored ? JobState.COMPLETED : JobState.FAILED,
            List.of(new EndedJob.EndedDocument(destination, Optional.of(result), link)),
            document.metadataJson(),
            endedAt);
    return Dialects.of(document.dialect()).callback(job);
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
