package dev.hookpress.render.pdf;

import dev.hookpress.job.document.FailureCode;

/**
 * Leaves the layout engine from within its callbacks; never leaves this package and {@code
 * render.page}.
 */
final class RenderAbort extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  RenderAbort(FailureCode code, String message) {
    // No stack trace: this is a decision, not a defect.
    super(message, null, false, false);
    this.code = code;
  }

  RenderedPdf.Rejected rejection() {
    return new RenderedPdf.Rejected(code, getMessage());
  }
}
