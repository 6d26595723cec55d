package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import dev.hookpress.job.document.DocumentResult;
import io.vertx.core.Future;
import java.time.Instant;

/** The durable queue of documents that are to be rendered. */
public interface RenderQueue {
  /**
   * Leases up to {@code max} due documents, shared out among the clients that have some and may
   * have more in hand.
   */
  Future<ClaimedBatch<ClaimedDocument>> claim(int max, DocumentClaimLimits room, Instant now);

  /**
   * Writes down that a document which has been claimed before is about to be rendered, so that it
   * is known if that ends the node. Durable when the Future completes.
   */
  Future<Void> begin(ClaimedDocument document);

  /**
   * Ends one of a job's several documents, if it has not ended before. Durable when the Future
   * completes.
   */
  Future<DocumentEnding> end(ClaimedDocument document, DocumentResult result, Instant startedAt);

  /**
   * Ends a job with its last document, and writes down the notifications that are owed for it, all
   * or nothing. Durable when the Future completes. False: the lease was lost, or the job canceled,
   * and nothing was written.
   */
  Future<Boolean> finish(FinishedDocument finished);
}
