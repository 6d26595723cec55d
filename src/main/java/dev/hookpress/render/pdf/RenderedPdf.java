package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;

/** What the renderer makes of a document. */
public sealed interface RenderedPdf {
  /**
   * A finished PDF.
   *
   * @param warnings what the client should know, the most important first, at most 20
   */
  record Pdf(byte[] bytes, int pages, long renderMillis, List<String> warnings)
      implements RenderedPdf {}

  /**
   * Several finished PDFs, or one that nothing is to be said of; what an operation has made.
   *
   * @param files at least one
   */
  record Files(List<File> files, long renderMillis) implements RenderedPdf {
    public Files {
      files = List.copyOf(files);
    }
  }

  /** One of several. */
  record File(byte[] bytes, int pages) {}

  /** What was asked about a PDF. */
  record Properties(PdfProperties properties, long renderMillis) implements RenderedPdf {}

  /** No PDF, and why. */
  record Rejected(FailureCode code, String message) implements RenderedPdf {}
}
