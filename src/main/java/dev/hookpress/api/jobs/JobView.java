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
 * A job as shown to its client, without sources, passwords, headers and signed URLs.
 *
 * @param documents in order
 * @param uploading whether a file is on its way to the client's own storage
 */
public record JobView(
    JobId id,
    DialectName dialect,
    JobState state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String metadataJson,
    List<DocumentView> documents,
    boolean uploading) {

  /**
   * A document of the job.
   *
   * @param request the requested document; the API shows only its destination and filename
   * @param result empty until the document has ended
   */
  public record DocumentView(Document request, Optional<DocumentResult> result) {}
}
