package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import java.time.Instant;

/** The durable queue of documents to render. */
public interface RenderQueue {
  /**
   * Leases up to {@code max} due documents, shared among the clients that have due documents and
   * are below their limits.
   */
  Future<ClaimedBatch<ClaimedDocument>> claim(int max, DocumentClaimLimits room, Instant now);

  /**
   * Records that a document that was claimed before is about to be rendered, so that a crash of the
   * node can be attributed to it. Durable when the Future completes.
   */
  Future<Void> begin(ClaimedDocument document);

  /**
   * Records that a document's file is about to be sent to the client's own storage, for the job's
   * status.
   */
  Future<Void> beginUpload(ClaimedDocument document);

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
