package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Destination;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document that this node holds a lease on.
 *
 * @param ordinal index of the document in its job, from 0
 * @param claims number of claims so far, including this one; identifies the lease
 * @param documents number of documents in the job
 * @param result the document's result, if it already ended; only the job remains to be ended
 * @param subscribed whether the client had registered endpoints when the document was claimed
 * @param begun whether an earlier claim, other than the first, reached rendering
 */
public record ClaimedDocument(
    ClientId client,
    JobId job,
    int ordinal,
    int documents,
    Optional<DocumentResult> result,
    int claims,
    boolean begun,
    DialectName dialect,
    Document document,
    List<Target> targets,
    String metadataJson,
    Instant createdAt,
    boolean subscribed) {
  /** Whether the file goes to storage of the client's own, by a URL that the client has signed. */
  public boolean uploads() {
    return document.destination() instanceof Destination.PresignedPut;
  }
}
