package dev.hookpress.api.jobs;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as its client may see it: without its sources, passwords, headers and signed URLs.
 *
 * @param documents in order
 */
public record JobView(
    JobId id,
    DialectName dialect,
    JobState state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String metadataJson,
    List<DocumentView> documents) {

  /**
   * One of its documents.
   *
   * @param request what was asked for; the API shows its destination and filename only
   * @param result empty until the document has ended
   */
  public record DocumentView(Document request, Optional<DocumentResult> result) {}
}
