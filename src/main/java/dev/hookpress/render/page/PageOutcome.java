package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;

/** What an operation on finished PDFs comes to. */
public sealed interface PageOutcome {
  /** Finished PDFs, at least one; several only of a split, in the order of their pages. */
  record Files(List<Pdf> files) implements PageOutcome {
    public Files {
      files = List.copyOf(files);
    }
  }

  /** One finished PDF. */
  record Pdf(byte[] bytes, int pages) {}

  /** What was asked about a PDF. */
  record Properties(PdfProperties properties) implements PageOutcome {}

  /** Nothing, and why. */
  record Rejected(FailureCode code, String message) implements PageOutcome {}
}
