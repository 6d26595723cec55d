package dev.hookpress.render;

import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.render.pdf.RenderedPdf;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores the files that a document was rendered to, and says what became of them. */
final class ResultStore {
  private final DocumentRun.Ports ports;
  private final InstantSource clock;

  ResultStore(DocumentRun.Ports ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
  }

  /** The result of the document; what could not be stored is a failure. */
  Future<DocumentResult> put(ClaimedDocument document, RenderedPdf rendered, Duration fetching) {
    if (rendered instanceof RenderedPdf.Rejected rejected) {
      return Future.succeededFuture(new DocumentResult.Failed(rejected.code(), rejected.message()));
    }
    if (rendered instanceof RenderedPdf.Properties found) {
      return Future.succeededFuture(
          new DocumentResult.Stored(
              found.properties().pages(),
              0,
              fetching.toMillis(),
              found.renderMillis(),
              0,
              document.document().requestWarnings(),
              List.of(),
              Optional.of(found.properties().withoutXmp())));
    }
    if (rendered instanceof RenderedPdf.Files made) {
      return store(document, made.files(), fetching, made.renderMillis(), made.warnings());
    }
    RenderedPdf.Pdf pdf = (RenderedPdf.Pdf) rendered;
    List<RenderedPdf.File> only = List.of(new RenderedPdf.File(pdf.bytes(), pdf.pages()));
    return store(document, only, fetching, pdf.renderMillis(), pdf.warnings());
  }

  private Future<DocumentResult> store(
      ClaimedDocument document,
      List<RenderedPdf.File> files,
      Duration fetching,
      long renderMillis,
      List<String> warnings) {
    long from = System.nanoTime();
    List<Long> bytes = files.stream().map(file -> (long) file.bytes().length).toList();
    // Nothing but the word that a job's status shows depends on it.
    return (document.uploads()
            ? ports.queue().begin(document, RenderQueue.Step.UPLOAD).otherwiseEmpty()
            : Future.<Void>succeededFuture())
        .compose(shown -> storeFrom(document, files, 0))
        .map(
            outcome ->
                outcome instanceof StoreOutcome.Failed failed
                    ? new DocumentResult.Failed(failed.code(), failed.message())
                    : new DocumentResult.Stored(
                        files.stream().mapToInt(RenderedPdf.File::pages).sum(),
                        bytes.stream().mapToLong(Long::longValue).sum(),
                        fetching.toMillis(),
                        renderMillis,
                        Duration.ofNanos(System.nanoTime() - from).toMillis(),
                        Stream.of(document.document().requestWarnings(), warnings)
                            .flatMap(List::stream)
                            .toList(),
                        bytes,
                        Optional.empty()));
  }

  /** Stores the files one after the other: there are at most a hundred, usually one. */
  private Future<StoreOutcome> storeFrom(
      ClaimedDocument document, List<RenderedPdf.File> files, int file) {
    return ports
        .storage()
        .store(document, file, files.get(file).bytes(), clock.instant())
        .compose(
            outcome ->
                outcome instanceof StoreOutcome.Failed || file + 1 == files.size()
                    ? Future.succeededFuture(outcome)
                    : storeFrom(document, files, file + 1));
  }
}
