package dev.hookpress.render.document;

import dev.hookpress.job.document.EngineOptions.Engine;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.TemplateLanguage;
import dev.hookpress.job.document.Watermark;
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
import dev.hookpress.render.prepared.RenderWarning;
import dev.hookpress.render.prepared.SourcePart;
import dev.hookpress.render.source.DocumentPreparer;
import dev.hookpress.template.TemplateCheck;
import dev.hookpress.template.TemplateEngine;
import dev.hookpress.template.TemplateLimits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    long startNanos = System.nanoTime();
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
    Consumer<Throwable> counted =
        fault -> {
          failed[0] = true;
          faults.accept(fault);
        };
    RenderedPdf pdf = rendered((Prepared) preparation, request, counted);
    Optional<String> reason =
        request.engine() == Engine.AUTO
            ? better((Prepared) preparation, pdf, failed[0])
            : Optional.empty();
    return reason
        .map(it -> preparer.forBrowser(request, it))
        .filter(Preparation.ForBrowser.class::isInstance)
        .<RenderAnswer>map(it -> new RenderAnswer.Browser((Preparation.ForBrowser) it))
        .orElseGet(() -> new RenderAnswer.Finished(finished(pdf, request, faults, startNanos)));
  }

  /** Why a browser would make a better PDF; a sentence for the client. */
  private static Optional<String> better(Prepared prepared, RenderedPdf pdf, boolean failed) {
    if (failed) {
      return Optional.of("The fast engine failed on the document");
    }
    return pdf instanceof RenderedPdf.Pdf
        ? prepared.warnings().stream()
            .filter(it -> it.kind() == RenderWarning.Kind.LAYOUT_NOT_UNDERSTOOD)
            .map(RenderWarning::text)
            .findFirst()
        : Optional.empty();
  }

  private RenderedPdf rendered(
      Prepared prepared, RenderRequest request, Consumer<Throwable> faults) {
    PdfRenderer renderer = new PdfRenderer(fonts, limits, InstantSource.fixed(request.now()));
    RenderOptions options = request.options();
    return renderer.render(
        prepared, FinalSteps.needed(options) ? options.withoutPasswords() : options, faults);
  }

  private RenderedPdf finished(
      RenderedPdf pdf, RenderRequest request, Consumer<Throwable> faults, long startNanos) {
    return FinalSteps.needed(request.options())
        ? new FinalSteps(
                request,
                pages,
                (texts, label, spot) -> labels(texts, label, spot, faults),
                startNanos)
            .apply(pdf)
        : pdf;
  }

  /** Renders the texts of a step as a document of its own. */
  private RenderedPdf labels(
      List<String> texts, PdfStep.Label label, Watermark.Spot spot, Consumer<Throwable> faults) {
    LabelPages.Page page =
        LabelPages.of(texts, label, spot, new FontMeasure(fonts, List.of(), Map.of()));
    RenderRequest own =
        new RenderRequest(
            page.options(),
            Optional.empty(),
            List.of(new SourcePart.InlineHtml(page.html())),
            Map.of(),
            Map.of(),
            true,
            Instant.EPOCH,
            limits.deadline());
    Preparation prepared = preparer.prepare(own);
    return prepared instanceof Prepared ready
        ? rendered(ready, own, faults)
        : new RenderedPdf.Rejected(FailureCode.RENDER_FAILED, "The text cannot be drawn");
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
