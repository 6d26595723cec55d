package dev.hookpress.render.document;

import dev.hookpress.job.document.AssetType;
import dev.hookpress.job.document.CreatePdf;
import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRanges;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.page.PageOutcome;
import dev.hookpress.render.page.PageOutcome.Output;
import dev.hookpress.render.page.TestMark;
import dev.hookpress.render.pdf.RenderedPdf;
import dev.hookpress.render.prepared.FetchedResource;
import dev.hookpress.render.prepared.FileSignature;
import dev.hookpress.render.prepared.RenderRequest;
import dev.hookpress.render.prepared.ResourceUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies the steps of a document to its rendered PDF, in their order, and before and after them
 * what other options ask for: the selection of pages, the mark of a sample, passwords.
 */
final class FinalSteps {
  private static final int MAX_WARNINGS = 20;

  private final RenderRequest request;
  private final PageOperations pages;
  private final Labels labels;
  private final long startNanos;
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Renders texts for stamps: a PDF with a page for each, as large as the largest of them. */
  interface Labels {
    RenderedPdf pdf(List<String> texts, PdfStep.Label label, Watermark.Spot spot);
  }

  /**
   * Prepares the steps of a document.
   *
   * @param startNanos of {@link System#nanoTime}, from which the deadline counts
   */
  FinalSteps(RenderRequest request, PageOperations pages, Labels labels, long startNanos) {
    this.request = request;
    this.pages = pages;
    this.labels = labels;
    this.startNanos = startNanos;
  }

  /** Whether there is something to do after a PDF of these options is rendered. */
  static boolean needed(RenderOptions options) {
    return !options.print().pages().isEmpty()
        || options.print().test()
        || !options.steps().isEmpty();
  }

  /**
   * Applies the steps. Blocking.
   *
   * @param whole the PDF, not encrypted
   */
  RenderedPdf apply(RenderedPdf whole) {
    if (!(whole instanceof RenderedPdf.Pdf pdf)) {
      return whole;
    }
    RenderOptions options = request.options();
    try {
      warnings.addAll(pdf.warnings());
      List<Output> files = List.of(new Output(pdf.bytes(), pdf.pages()));
      if (!options.print().pages().isEmpty()) {
        Optional<PdfStep> selection = SelectedPages.step(options.print().pages(), pdf.pages());
        if (selection.isEmpty()) {
          return SelectedPages.none(pdf.pages());
        }
        files = after(selection.get(), files);
      }
      for (PdfStep step : options.steps()) {
        if (options.print().test() && ends(step)) {
          files = after(TestMark.STEP, files);
        }
        files = after(step, files);
      }
      if (options.print().test() && options.steps().stream().noneMatch(FinalSteps::ends)) {
        files = after(TestMark.STEP, files);
      }
      Optional<PdfStep> passwords = SelectedPages.passwords(options);
      if (passwords.isPresent()) {
        files = after(passwords.get(), files);
      }
      return finished(files, pdf);
    } catch (Refused refused) {
      return refused.rejected;
    }
  }

  /** Whether nothing can be drawn on the result of a step any more. */
  private static boolean ends(PdfStep step) {
    return step.operation() instanceof PdfOperation.Protect
        || step.operation().result() != AssetType.PDF;
  }

  private RenderedPdf finished(List<Output> files, RenderedPdf.Pdf pdf) {
    List<String> told = warnings.stream().limit(MAX_WARNINGS).toList();
    if (files.size() == 1 && request.options().result() == AssetType.PDF) {
      Output only = files.get(0);
      return new RenderedPdf.Pdf(only.bytes(), only.pages(), pdf.renderMillis(), told);
    }
    return new RenderedPdf.Files(
        files.stream().map(it -> new RenderedPdf.File(it.bytes(), it.pages())).toList(),
        pdf.renderMillis(),
        told);
  }

  private List<Output> after(PdfStep step, List<Output> files) throws Refused {
    Optional<byte[]> beside = step.file().isPresent() ? Optional.of(sheet(step)) : Optional.empty();
    List<Output> after = new ArrayList<>();
    for (Output file : files) {
      Optional<byte[]> second =
          step.label().isPresent() ? Optional.of(label(step, file.pages())) : beside;
      if (step.operation() == TestMark.OPERATION) {
        second = Optional.of(TestMark.pdf());
      }
      List<byte[]> inputs = new ArrayList<>(List.of(file.bytes()));
      second.ifPresent(inputs::add);
      PageOutcome outcome = pages.apply(step.operation(), inputs, startNanos);
      if (outcome instanceof PageOutcome.Rejected rejected) {
        throw new Refused(step, rejected.code(), rejected.message());
      }
      PageOutcome.Files made = (PageOutcome.Files) outcome;
      warnings.addAll(made.warnings());
      after.addAll(made.files());
    }
    return after;
  }

  /** The file of a step as a PDF. */
  private byte[] sheet(PdfStep step) throws Refused {
    byte[] bytes = bytes(step, step.file().orElseThrow());
    Optional<AssetType> type = FileSignature.of(bytes);
    if (type.equals(Optional.of(AssetType.PDF))) {
      return bytes;
    }
    if (type.filter(AssetType::isImage).isEmpty()) {
      throw new Refused(step, FailureCode.SOURCE_INVALID, "The file is neither a PDF nor an image");
    }
    PageOutcome made = pages.apply(new CreatePdf("en"), List.of(bytes), startNanos);
    if (made instanceof PageOutcome.Rejected rejected) {
      throw new Refused(step, rejected.code(), rejected.message());
    }
    return ((PageOutcome.Files) made).files().get(0).bytes();
  }

  private byte[] bytes(PdfStep step, PdfStep.File file) throws Refused {
    if (file.base64().isPresent()) {
      return Base64.getDecoder().decode(file.base64().get());
    }
    URI url = file.url().orElseThrow();
    FetchedResource found = request.resources().get(url);
    if (found == null) {
      String why = Optional.ofNullable(request.missing().get(url)).map(it -> ": " + it).orElse("");
      throw new Refused(
          step,
          FailureCode.SOURCE_FETCH_FAILED,
          "The file " + ResourceUri.shown(url) + " could not be fetched" + why);
    }
    return found.bytes();
  }

  /** The text of a step as a PDF: one page, or one for each page that is marked. */
  private byte[] label(PdfStep step, int count) throws Refused {
    PdfStep.Label label = step.label().orElseThrow();
    Watermark mark = (Watermark) step.operation();
    List<String> texts = List.of(label.on(0, count));
    if (mark.sheet() == Watermark.OWN_SHEETS) {
      PageRanges.Pages marked = PageRanges.resolve(mark.ranges(), count);
      if (marked instanceof PageRanges.Pages.Missing missing) {
        throw new Refused(step, FailureCode.PAGE_RANGE_INVALID, missing.message());
      }
      texts =
          ((PageRanges.Pages.Found) marked)
              .indices().stream().map(index -> label.on(index, count)).toList();
    }
    RenderedPdf drawn = labels.pdf(texts, label, mark.placement().spot());
    if (drawn instanceof RenderedPdf.Rejected rejected) {
      throw new Refused(step, rejected.code(), rejected.message());
    }
    RenderedPdf.Pdf pdf = (RenderedPdf.Pdf) drawn;
    if (pdf.pages() != texts.size()) {
      throw new Refused(step, FailureCode.RENDER_FAILED, "The text cannot be drawn");
    }
    return pdf.bytes();
  }

  /** Why a step cannot be applied. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RenderedPdf.Rejected rejected;

    Refused(PdfStep step, FailureCode code, String message) {
      super(message, null, false, false);
      this.rejected =
          new RenderedPdf.Rejected(
              code, step.index() < 0 ? message : step.pointer() + ": " + message);
    }
  }
}
