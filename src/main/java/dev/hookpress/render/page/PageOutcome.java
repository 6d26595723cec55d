package dev.hookpress.render.page;

import dev.hookpress.job.document.FailureCode;
import dev.hookpress.job.document.PdfProperties;
import java.util.List;

/** The result of an operation on finished PDFs. */
public sealed interface PageOutcome {
  /**
   * Finished files, at least one; several in page order.
   *
   * @param warnings for the client
   */
  record Files(List<Output> files, List<String> warnings) implements PageOutcome {
    public Files {
      files = List.copyOf(files);
      warnings = List.copyOf(warnings);
    }

    /** Files without warnings. */
    public Files(List<Output> files) {
      this(files, List.of());
    }
  }

  /**
   * One finished file.
   *
   * @param pages that it has or shows
   */
  record Output(byte[] bytes, int pages) {}

  /** The properties of a PDF. */
  record Properties(PdfProperties properties) implements PageOutcome {}

  /** The operation failed, and why. */
  record Rejected(FailureCode code, String message) implements PageOutcome {}
}
