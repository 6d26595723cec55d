package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import dev.hookpress.job.document.EngineOptions;
import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.render.chromium.PageBrowser;
import dev.hookpress.render.chromium.PageBrowser.Printed;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.BrowserPage;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.source.DocumentSources;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints the HTML parts of one document in a browser. Confined to one event loop. */
final class BrowserPass {
  private final PageBrowser browser;
  private final DocumentSources sources;

  BrowserPass(PageBrowser browser, DocumentSources sources) {
    this.browser = browser;
    this.sources = sources;
  }

  /**
   * What the render workers are asked for: the fast engine alone where there is no browser, and for
   * a PDF that follows a standard or has files in it, which only that makes.
   */
  static Engine engine(Document document, PageBrowser browser) {
    return browser.isHere() ? document.options().usedEngine() : Engine.PDFBOX;
  }

  /**
   * The result.
   *
   * @param rejected empty: the PDFs are in the places of their parts
   * @param missing what the pages did not get, as readable messages
   */
  record Done(
      Optional<RenderedPdf> rejected,
      Optional<String> title,
      List<String> missing,
      String reason,
      Duration took) {
    /** The request that makes one PDF of the printed parts and the others. */
    RenderRequest merging(RenderRequest request) {
      Map<String, String> info = new HashMap<>(request.options().info());
      title.ifPresent(it -> info.putIfAbsent("title", it));
      return new RenderRequest(
          request.options().describedBy(info),
          request.operation().filter(it -> !(it instanceof CreatePdf)),
          request.parts(),
          request.resources(),
          request.missing(),
          request.last(),
          request.now(),
          request.left());
    }
  }

  Future<Done> print(ClientId client, Document document, Preparation.ForBrowser pages) {
    if (pages.pages().stream().anyMatch(it -> it.part() >= document.parts().size())) {
      return Future.failedFuture(new IllegalStateException("A page of no part"));
    }
    boolean[] begun = {false};
    return browser
        .print(
            new PageBrowser.Job(
                client,
                document.options(),
                pages.pages(),
                pages.files(),
                uri -> {
                  if (!begun[0]) {
                    begun[0] = true;
                    sources.browsing();
                  }
                  return sources.browse(uri);
                }))
        .map(printed -> done(printed, document, pages));
  }

  private Done done(Printed printed, Document document, Preparation.ForBrowser pages) {
    if (printed instanceof Printed.Rejected no) {
      return new Done(
          Optional.of(new RenderedPdf.Rejected(no.code(), no.message())),
          Optional.empty(),
          List.of(),
          pages.reason(),
          Duration.ofMillis(no.millis()));
    }
    Printed.Pdfs made = (Printed.Pdfs) printed;
    Map<Integer, byte[]> pdfs = new HashMap<>();
    for (int i = 0; i < made.files().size(); i++) {
      BrowserPage page = pages.pages().get(i);
      pdfs.put(page.part(), made.files().get(i));
    }
    sources.printed(pdfs);
    Optional<RenderedPdf> lost =
        made.missing().stream()
            .filter(it -> document.options().fit().strict())
            .findFirst()
            .map(it -> new RenderedPdf.Rejected(FailureCode.CONTENT_LOST, it));
    return new Done(
        lost, made.title(), made.missing(), pages.reason(), Duration.ofMillis(made.millis()));
  }

  /**
   * Names the engine in the result of a document that was rendered.
   *
   * @param printed what a browser has printed; null if none has
   */
  static DocumentResult named(DocumentResult result, Document document, Done printed) {
    if (!(result instanceof DocumentResult.Stored stored)
        || document.operation().isPresent() && printed == null) {
      return result;
    }
    if (printed == null) {
      return stored.by(new EngineOptions.Used(Engine.PDFBOX, ""));
    }
    List<String> warnings = new ArrayList<>();
    Stream.concat(printed.missing().stream(), stored.warnings().stream())
        .limit(20)
        .forEach(warnings::add);
    return stored.by(
        new EngineOptions.Used(Engine.CHROMIUM, printed.reason()),
        printed.took().toMillis(),
        warnings);
  }
}
