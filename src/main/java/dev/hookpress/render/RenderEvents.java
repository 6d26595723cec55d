package dev.hookpress.render;

import dev.hookpress.job.document.FailureCode;
import java.time.Duration;
import java.util.Optional;

/** Observes rendering, for metrics and the log. */
public interface RenderEvents {
  /** A worker has finished a document. */
  void rendered(ClaimedDocument document, Optional<FailureCode> failure, Duration took);

  /**
   * The layout engine failed on a document through a defect of its own. A retry may still succeed.
   * Called on a worker thread.
   */
  void engineFailed(ClaimedDocument document, Throwable cause);

  /** The result of a document is durable. */
  void finished(FinishedDocument finished);

  /**
   * A failure that the document did not cause; the document is claimed again when its lease
   * expires.
   */
  void failed(Throwable cause);
}
