package dev.hookpress.render.document;

import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.render.font.FontMeasure;
import dev.hookpress.render.font.Fonts;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.pdf.PdfRenderer;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.OperationInputs;
import dev.hookpress.render.prepared.Preparation;
import dev.hookpress.render.prepared.Prepared;
import dev.hookpress.render.prepared.RenderLimits;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.source.DocumentPreparer;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Renders documents in this process. A document that uses up its memory ends it, and a document
 * that hangs keeps its thread. Thread-safe.
 */
public final class LocalRenderer implements DocumentRenderer {
  private final TemplateEngine templates;
  private final DocumentPreparer preparer;
  private final Fonts fonts;
  private final RenderLimits limits;
  private final PageOperations pages;

  /** Creates the renderer. */
  public LocalRenderer(Fonts fonts, RenderLimits limits) {
    this.templates = new TemplateEngine(TemplateLimits.withOutput(limits.maxHtmlBytes()));
    this.preparer =
        new DocumentPreparer(
            limits,
            (declared, resources) -> new FontMeasure(fonts, declared, resources),
            templates);
    this.fonts = fonts;
    this.limits = limits;
    this.pages = new PageOperations(limits);
  }

  @Override
  public RenderAnswer render(RenderRequest request, Consumer<Throwable> faults) {
    try {
      RenderAnswer answer = answer(request, faults);
      return request.options().pdf().signature().isPresent()
              && answer instanceof RenderAnswer.Finished finished
          ? new RenderAnswer.Finished(
              UnsignedPdf.of(finished.pdf(), request, look -> answer(look, faults)))
          : answer;
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      faults.accept(e);
      return new RenderAnswer.Finished(
          new RenderedPdf.Rejected(
              FailureCode.RENDER_FAILED,
              "The document could not be prepared (" + e.getClass().getSimpleName() + ")"));
    }
  }

  @Override
  public RenderAnswer draw(RenderRequest request) {
    return render(request, fault -> {});
  }

  private RenderAnswer answer(RenderRequest request, Consumer<Throwable> faults) {
    Preparation preparation = preparer.prepare(request);
    if (preparation instanceof Preparation.Wanted wanted) {
      return new RenderAnswer.Wanted(wanted.sources());
    }
    if (preparation instanceof Preparation.ForBrowser pages) {
      return new RenderAnswer.Browser(pages);
    }
    if (preparation instanceof Preparation.Rejected rejected) {
      return new RenderAnswer.Finished(
          new RenderedPdf.Rejected(rejected.code(), rejected.message()));
    }
    if (preparation instanceof OperationInputs inputs) {
      return new RenderAnswer.Finished(
          PdfOperationTask.run(pages, request.operation().orElseThrow(), inputs.files()));
    }
    boolean[] failed = {false};
    RenderedPdf pdf =
        rendered(
            (Prepared) preparation,
            request,
            fault -> {
              failed[0] = true;
              faults.accept(fault);
            });
    Optional<String> reason =
        request.engine() == Engine.AUTO ? better(pdf, failed[0]) : Optional.empty();
    return reason
        .map(it -> preparer.forBrowser(request, it))
        .filter(Preparation.ForBrowser.class::isInstance)
        .<RenderAnswer>map(it -> new RenderAnswer.Browser((Preparation.ForBrowser) it))
        .orElseGet(() -> new RenderAnswer.Finished(pdf));
  }

  /** Why a browser would make a better PDF; a sentence for the client. */
  private static Optional<String> better(RenderedPdf pdf, boolean failed) {
    if (failed) {
      return Optional.of("The fast engine failed on the document");
    }
    return pdf instanceof RenderedPdf.Pdf made
        ? made.warnings().stream().filter(NotUnderstood::affectsLayout).findFirst()
        : Optional.empty();
  }

  private RenderedPdf rendered(
      Prepared prepared, RenderRequest request, Consumer<Throwable> faults) {
    PdfRenderer renderer = new PdfRenderer(fonts, limits, InstantSource.fixed(request.now()));
    RenderOptions options = request.options();
    return options.print().pages().isEmpty() && !options.print().test()
        ? renderer.render(prepared, options, faults)
        : SelectedPages.of(
            renderer.render(prepared, options.withoutPasswords(), faults), options, pages);
  }

  @Override
  public TemplateCheck check(TemplateLanguage language, String template) {
    return templates.check(language, template);
  }

  @Override
  public void close() {
    // It has nothing but memory.
  }
}
