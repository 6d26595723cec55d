package dev.hookpress.render.document;

import dev.hookpress.job.document.PdfOperation;
import dev.hookpress.render.page.PageOperations;
import dev.hookpress.render.page.PageOutcome;
import dev.hookpress.render.pdf.RenderedPdf;
import java.util.List;

/** Runs a PDF operation as a render task. */
final class PdfOperationTask {
  private static final long NANOS_A_MILLI = 1_000_000;

  private PdfOperationTask() {}

  /** Runs the operation. Blocking. */
  static RenderedPdf run(PageOperations pages, PdfOperation operation, List<byte[]> inputs) {
    long from = System.nanoTime();
    PageOutcome outcome = pages.apply(operation, inputs);
    long millis = (System.nanoTime() - from) / NANOS_A_MILLI;
    if (outcome instanceof PageOutcome.Rejected rejected) {
      return new RenderedPdf.Rejected(rejected.code(), rejected.message());
    }
    if (outcome instanceof PageOutcome.Properties found) {
      return new RenderedPdf.Properties(found.properties(), millis);
    }
    return new RenderedPdf.Files(
        ((PageOutcome.Files) outcome)
            .files().stream().map(it -> new RenderedPdf.File(it.bytes(), it.pages())).toList(),
        millis,
        ((PageOutcome.Files) outcome).warnings());
  }
}
