package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;

/** The result of rendering a document. */
public sealed interface RenderedPdf {
  /**
   * A finished PDF.
   *
   * @param warnings for the client, the most important first, at most 20
   */
  record Pdf(byte[] bytes, int pages, long renderMillis, List<String> warnings)
      implements RenderedPdf {}

  /**
   * The files that an operation has made, of the type that it produces.
   *
   * @param files at least one
   * @param warnings for the client, the most important first, at most 20
   */
  record Files(List<File> files, long renderMillis, List<String> warnings) implements RenderedPdf {
    public Files {
      files = List.copyOf(files);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * One of the files.
   *
   * @param pages that it has or shows
   */
  record File(byte[] bytes, int pages) {}

  /** The requested properties of a PDF. */
  record Properties(PdfProperties properties, long renderMillis) implements RenderedPdf {}

  /** The reason why there is no PDF. */
  record Rejected(FailureCode code, String message) implements RenderedPdf {}
}
