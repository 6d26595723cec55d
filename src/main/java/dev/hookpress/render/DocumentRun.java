package dev.hookpress.render;

import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.TraceParent;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.chromium.PageBrowser;
import dev.hookpress.render.document.RenderAnswer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.source.DocumentSources;
import dev.hookpress.render.source.SourceFetcher;
import dev.hookpress.render.work.RenderWorkers;
import dev.hookpress.trace.Step;
import dev.hookpress.trace.Tracing;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Runs one document: fetches its sources, renders it, stores the PDF and records the result. */
public final class DocumentRun {
  /** A third claim means that two nodes died or hung while they held the document. */
  private static final int MAX_CLAIMS = 2;

  /** The ports of a run. */
  public record Ports(
      RenderQueue queue,
      Subscribers subscribers,
      SourceFetcher sources,
      RenderWorkers workers,
      PageBrowser browser,
      Sealing sealing,
      Storage storage,
      ResultLinks links,
      RenderEvents events,
      Tracing tracing) {}

  /**
   * The bounds of a run.
   *
   * @param deadline of rendering one document
   * @param isolated whether a document that crashes its renderer leaves the node alone; a node that
   *     dies is then no document's fault
   */
  public record Bounds(Duration deadline, boolean isolated) {}

  private final Ports ports;
  private final InstantSource clock;
  private final Bounds bounds;
  private final ResultStore store;
  private final ResultRecorder recorder;
  private final CrashSuspects suspects = new CrashSuspects();

  /**
   * Creates the run.
   *
   * @param ids creates a notification id from the time at which the notification is due
   */
  public DocumentRun(
      Ports ports, InstantSource clock, Bounds bounds, Function<Instant, NotificationId> ids) {
    this.ports = ports;
    this.clock = clock;
    this.bounds = bounds;
    this.store = new ResultStore(ports, clock);
    this.recorder = new ResultRecorder(ports, clock, ids);
  }

  /**
   * Processes a document; completes when its result is durable.
   *
   * @param leaves called when the document gives up its render slot: while it waits for a browser,
   *     or when only its result is left to be recorded
   */
  public Future<Void> run(ClaimedDocument document, Runnable leaves) {
    Instant startedAt = clock.instant();
    Step step =
        ports
            .tracing()
            .step("document", document.document().trace().flatMap(TraceParent::of))
            .with("hookpress.client", document.client().toString())
            .with("hookpress.job", NativeIds.shown(document.job()))
            .with("hookpress.document", document.ordinal());
    return step.until(
        document
            .result()
            .map(Future::succeededFuture)
            .orElseGet(() -> result(document, step, leaves))
            .compose(
                result -> {
                  if (result instanceof DocumentResult.Failed failed) {
                    step.failed(failed.code().name());
                  }
                  return step.child("finish")
                      .until(recorder.record(document, result, startedAt, leaves));
                })
            .mapEmpty());
  }

  /** Ends what verifies finished PDFs. */
  Future<Void> close() {
    return ports.sealing().close();
  }

  private Future<DocumentResult> result(ClaimedDocument document, Step step, Runnable leaves) {
    // The claim count alone proves nothing: a node that dies held many documents, and one crashed
    // it.
    if (!bounds.isolated() && document.claims() > MAX_CLAIMS && document.begun()) {
      return Future.succeededFuture(
          new DocumentResult.Failed(
              FailureCode.RENDER_CRASHED,
              "Rendering this document has ended the renderer twice; it is not tried again."));
    }
    Progress progress =
        new Progress(
            ports.sources().open(document.client(), document.job(), document.document()),
            step,
            BrowserPass.engine(document.document(), ports.browser()),
            leaves);
    return progress
        .fetching(progress.sources.fetchParts())
        .compose(
            missing ->
                missing.isPresent()
                    ? Future.succeededFuture(
                        new DocumentResult.Failed(missing.get().code(), missing.get().message()))
                    : render(document, progress));
  }

  /** How long the steps of a document have taken so far. Confined to one event loop. */
  private static final class Progress {
    final DocumentSources sources;
    final Step step;
    final Runnable leaves;

    /** What the render workers are asked for. */
    Engine engine;

    /** What the browser has printed; null unless it has. */
    BrowserPass.Done printed;

    private Duration fetching = Duration.ZERO;
    private Duration rendering = Duration.ZERO;

    Progress(DocumentSources sources, Step step, Engine engine, Runnable leaves) {
      this.sources = sources;
      this.step = step;
      this.engine = engine;
      this.leaves = leaves;
    }

    <T> Future<T> fetching(Future<T> step) {
      long from = System.nanoTime();
      return this.step
          .child("fetch")
          .until(step.onComplete(done -> fetching = fetching.plus(since(from))));
    }

    <T> Future<T> rendering(Future<T> step) {
      long from = System.nanoTime();
      return this.step
          .child("render")
          .until(step.onComplete(done -> rendering = rendering.plus(since(from))));
    }
  }

  private Future<DocumentResult> render(ClaimedDocument document, Progress progress) {
    Future<RenderedPdf> rendered =
        document.claims() == 1 || bounds.isolated()
            ? engine(document, progress)
            : suspects.inTurn(
                () ->
                    ports
                        .queue()
                        .begin(document, RenderQueue.Step.RENDERING)
                        .compose(begun -> engine(document, progress)));
    return rendered
        .onSuccess(pdf -> ports.events().rendered(document, failure(pdf), progress.rendering))
        .compose(
            pdf ->
                ports
                    .sealing()
                    .seal(
                        document,
                        pdf,
                        signed ->
                            progress
                                .step
                                .child("store")
                                .until(store.put(document, signed, progress.fetching))))
        .map(result -> BrowserPass.named(result, document.document(), progress.printed));
  }

  /** The date of the PDF. A reproducible one has its job's, however often it is rendered. */
  private Instant dated(ClaimedDocument document) {
    return document.document().options().pdf().reproducible()
        ? document.createdAt()
        : clock.instant();
  }

  /** Renders, and fetches what the renderer asks for, until there is a PDF or a rejection. */
  private Future<RenderedPdf> engine(ClaimedDocument document, Progress progress) {
    RenderRequest request =
        progress
            .sources
            .request(dated(document), bounds.deadline().minus(progress.rendering))
            .by(progress.engine);
    if (progress.printed != null) {
      request = progress.printed.merging(request);
    }
    RenderRequest asked = request;
    return progress
        .rendering(
            ports
                .workers()
                .render(
                    document.client(),
                    asked,
                    fault -> ports.events().engineFailed(document, fault)))
        .compose(
            answer ->
                answer instanceof RenderAnswer.Wanted wanted
                    ? progress
                        .fetching(progress.sources.fetch(wanted.sources()))
                        .compose(fetched -> engine(document, progress))
                    : answer instanceof RenderAnswer.Browser browser
                        ? browser(document, progress, browser.pages())
                        : Future.succeededFuture(((RenderAnswer.Finished) answer).pdf()));
  }

  /** Prints the pages in a browser, and goes on with the PDFs in their places. */
  private Future<RenderedPdf> browser(
      ClaimedDocument document, Progress progress, Preparation.ForBrowser pages) {
    if (ports.browser().hasRoom(document.client())) {
      progress.leaves.run();
    }
    return progress
        .step
        .child("browser")
        .until(
            new BrowserPass(ports.browser(), progress.sources)
                .print(document.client(), document.document(), pages))
        .compose(
            outcome -> {
              if (outcome.rejected().isPresent()) {
                return Future.succeededFuture(outcome.rejected().get());
              }
              progress.printed = outcome;
              progress.engine = Engine.PDFBOX;
              return engine(document, progress);
            });
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
