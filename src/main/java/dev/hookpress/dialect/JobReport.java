package dev.hookpress.dialect;

import dev.hookpress.job.Destination;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Document;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a client is told of a job, when it asks and when the job has ended.
 *
 * @param documents at least one, in order
 * @param metadataJson the client's own JSON object; {@code "{}"} if none
 * @param blockedUntil the end of the client's block; always empty in a callback
 */
public record JobReport(
    JobId id,
    DialectName dialect,
    JobState state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String metadataJson,
    List<DocumentReport> documents,
    Optional<Instant> blockedUntil) {

  /**
   * One of its documents.
   *
   * @param request what was asked for; never all of it is shown
   * @param result empty until it has ended, and if the job was canceled before
   * @param link where to fetch it: present if, and only if, it is stored and hosted
   */
  public record DocumentReport(
      Document request, Optional<DocumentResult> result, Optional<HostedLink> link) {
    /** Where it was to go. */
    public Destination destination() {
      return request.destination();
    }
  }

  /** The state of a job all of whose documents have ended: one PDF is enough to have completed. */
  public static JobState ended(List<DocumentResult> results) {
    return results.stream().anyMatch(DocumentResult.Stored.class::isInstance)
        ? JobState.COMPLETED
        : JobState.FAILED;
  }
}
