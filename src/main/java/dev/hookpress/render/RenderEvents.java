package dev.hookpress.render;

import dev.hookpress.job.document.FailureCode;
import java.time.Duration;
import java.util.Optional;

/** Told of what rendering does; metrics and the log listen. */
public interface RenderEvents {
  /** A worker has finished with a document. */
  void rendered(Optional<FailureCode> failure, Duration took);

  /**
   * The layout engine failed on a document through a defect of its own. Another attempt may have
   * made up for it. Called on a worker's thread.
   */
  void engineFailed(ClaimedDocument document, Throwable cause);

  /** A document's end is on disk. */
  void finished(FinishedDocument finished);

  /** Something that is not the document's doing went wrong; the lease brings the work back. */
  void failed(Throwable cause);
}
