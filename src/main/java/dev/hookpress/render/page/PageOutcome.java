package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;

/** The result of an operation on finished PDFs. */
public sealed interface PageOutcome {
  /** Finished PDFs, at least one. Only a split produces several, in page order. */
  record Files(List<Pdf> files) implements PageOutcome {
    public Files {
      files = List.copyOf(files);
    }
  }

  /** One finished PDF. */
  record Pdf(byte[] bytes, int pages) {}

  /** The properties of a PDF. */
  record Properties(PdfProperties properties) implements PageOutcome {}

  /** The operation failed, and why. */
  record Rejected(FailureCode code, String message) implements PageOutcome {}
}
