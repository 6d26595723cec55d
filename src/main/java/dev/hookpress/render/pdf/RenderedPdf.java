package dev.hookpress.render.pdf;

import dev.hookpress.job.FailureCode;
import java.util.List;

/** What the renderer makes of a document. */
public sealed interface RenderedPdf {
  /**
   * A finished PDF.
   *
   * @param warnings what the client should know, at most 50
   */
  record Pdf(byte[] bytes, int pages, long renderMillis, List<String> warnings)
      implements RenderedPdf {}

  /** No PDF, and why. */
  record Rejected(FailureCode code, String message) implements RenderedPdf {}
}
