package dev.hookpress.render;

import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import java.time.Instant;

/** The durable queue of documents to render. */
public interface RenderQueue extends DocumentLeases {
  /** A step of a document that is recorded before it begins. */
  enum Step {
    /** Of a document that was claimed before: a crash of the node can then be attributed to it. */
    RENDERING,
    /** Of a file that goes to the client's own storage: for the job's status. */
    UPLOAD
  }

  /** Records that a step of a document is about to begin. Durable when the Future completes. */
  Future<Void> begin(ClaimedDocument document, Step step);

  /**
   * Ends one document of a job with several documents, unless it has already ended. Durable when
   * the Future completes.
   */
  Future<DocumentEnding> end(ClaimedDocument document, DocumentResult result, Instant startedAt);

  /**
   * Ends a job with its last document and inserts the job's notifications, in one transaction.
   * Durable when the Future completes. False: the lease was lost or the job was canceled, and
   * nothing was written.
   */
  Future<Boolean> finish(FinishedDocument finished);
}
