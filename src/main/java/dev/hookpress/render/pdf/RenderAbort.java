package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;

/**
 * Aborts the layout engine from within its callbacks; caught within this package and {@code
 * render.page}.
 */
final class RenderAbort extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  RenderAbort(FailureCode code, String message) {
    // No stack trace: this is control flow, not a defect.
    super(message, null, false, false);
    this.code = code;
  }

  RenderedPdf.Rejected rejection() {
    return new RenderedPdf.Rejected(code, getMessage());
  }
}
