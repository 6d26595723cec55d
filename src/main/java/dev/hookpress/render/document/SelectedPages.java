package dev.hookpress.render.document;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PageRanges;
import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.job.document.PdfStep;
import dev.hookpress.job.document.RenderOptions;
import dev.hookpress.render.pdf.RenderedPdf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that other options than {@code steps} ask for. */
final class SelectedPages {
  private SelectedPages() {}

  /**
   * Keeps pages, in their order; those that do not exist are passed over. Empty if none exists.
   *
   * @param pages that the PDF has
   */
  static Optional<PdfStep> step(List<PageRange> selected, int pages) {
    List<Integer> kept = PageRanges.existing(selected, pages);
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PdfStep(
                "pages",
                -1,
                new PdfOperation.Arrange(List.of(new PdfOperation.Step.Reorder(ranges(kept))))));
  }

  /** The rejection if no page is kept. */
  static RenderedPdf.Rejected none(int pages) {
    return new RenderedPdf.Rejected(
        FailureCode.PAGE_RANGE_INVALID, "None of the selected pages exists; the PDF has " + pages);
  }

  /** Encrypts the PDF as the options' passwords ask; empty without passwords. */
  static Optional<PdfStep> passwords(RenderOptions options) {
    if (!options.encrypts()) {
      return Optional.empty();
    }
    PdfOperation protect =
        new PdfOperation.Protect(
            options.userPassword(),
            options.ownerPassword(),
            options.ownerPassword().isPresent()
                ? Set.of(PdfOperation.Permission.PRINT_FINELY)
                : Set.of(),
            PdfOperation.Encryption.AES_256);
    return Optional.of(new PdfStep("passwords", -1, protect));
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
