package dev.hookpress.render.document;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PageRanges;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.job.document.Watermark;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.page.PageOutcome;
import dev.hookpress.render.page.TestMark;
import dev.hookpress.render.pdf.RenderedPdf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Keeps the pages of a rendered PDF that its options select, marks it if it is a sample, and
 * encrypts it afterwards.
 */
final class SelectedPages {
  private SelectedPages() {}

  /**
   * Selects the pages. Blocking.
   *
   * @param whole the PDF, not encrypted
   */
  static RenderedPdf of(RenderedPdf whole, RenderOptions options, PageOperations pages) {
    if (!(whole instanceof RenderedPdf.Pdf pdf)) {
      return whole;
    }
    List<PageRange> selected = options.print().pages();
    List<Integer> kept =
        selected.isEmpty()
            ? IntStream.range(0, pdf.pages()).boxed().toList()
            : PageRanges.existing(selected, pdf.pages());
    if (kept.isEmpty()) {
      return new RenderedPdf.Rejected(
          FailureCode.PAGE_RANGE_INVALID,
          "None of the selected pages exists; the PDF has " + pdf.pages());
    }
    PageOutcome outcome =
        new PageOutcome.Files(List.of(new PageOutcome.Output(pdf.bytes(), pdf.pages())), List.of());
    for (PdfOperation step : steps(kept, options)) {
      if (outcome instanceof PageOutcome.Files files) {
        byte[] bytes = files.files().get(0).bytes();
        outcome =
            pages.apply(
                step, step instanceof Watermark ? List.of(bytes, TestMark.pdf()) : List.of(bytes));
      }
    }
    if (outcome instanceof PageOutcome.Rejected rejected) {
      return new RenderedPdf.Rejected(rejected.code(), rejected.message());
    }
    PageOutcome.Output made = ((PageOutcome.Files) outcome).files().get(0);
    return new RenderedPdf.Pdf(made.bytes(), kept.size(), pdf.renderMillis(), pdf.warnings());
  }

  private static List<PdfOperation> steps(List<Integer> kept, RenderOptions options) {
    List<PdfOperation> steps = new ArrayList<>();
    if (!options.print().pages().isEmpty()) {
      steps.add(new PdfOperation.Arrange(List.of(new PdfOperation.Step.Reorder(ranges(kept)))));
    }
    if (options.print().test()) {
      steps.add(TestMark.OPERATION);
    }
    if (options.userPassword().isPresent() || options.ownerPassword().isPresent()) {
      steps.add(
          new PdfOperation.Protect(
              options.userPassword(),
              options.ownerPassword(),
              options.ownerPassword().isPresent()
                  ? Set.of(PdfOperation.Permission.PRINT_FINELY)
                  : Set.of(),
              PdfOperation.Encryption.AES_256));
    }
    return steps;
  }

  /** Joins neighbouring pages: as few ranges as were asked for. */
  private static List<PageRange> ranges(List<Integer> indices) {
    List<PageRange> ranges = new ArrayList<>();
    int first = indices.get(0);
    int last = first;
    for (int index : indices) {
      if (index > last + 1) {
        ranges.add(PageRange.of(first + 1, last + 1));
        first = index;
      }
      last = index;
    }
    ranges.add(PageRange.of(first + 1, last + 1));
    return ranges;
  }
}
