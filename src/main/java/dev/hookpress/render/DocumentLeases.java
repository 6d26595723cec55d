package dev.hookpress.render;

import dev.hookpress.claim.ClaimedBatch;
import io.vertx.core.Future;
import java.time.Instant;

/** Leases of the documents in the durable queue. */
public interface DocumentLeases {
  /**
   * Leases up to {@code max} due documents, shared among the clients that have due documents and
   * are below their limits.
   */
  Future<ClaimedBatch<ClaimedDocument>> claim(int max, DocumentClaimLimits room, Instant now);

  /**
   * Gives back a document that has not begun: any node may claim it now, as if this one had not.
   * Does nothing if its lease was lost.
   */
  Future<Void> release(ClaimedDocument document, Instant now);
}
