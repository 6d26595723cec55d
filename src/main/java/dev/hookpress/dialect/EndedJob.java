package dev.hookpress.dialect;

import dev.hookpress.job.Destination;
import dev.hookpress.job.DocumentResult;
import dev.hookpress.job.JobId;
import dev.hookpress.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a callback tells about.
 *
 * @param state an end state
 * @param documents at least one, in order
 * @param metadataJson the client's own JSON object; {@code "{}"} if none
 */
public record EndedJob(
    JobId id, JobState state, List<EndedDocument> documents, String metadataJson, Instant endedAt) {

  /**
   * One of its documents.
   *
   * @param result empty if the job was canceled before this document ended
   * @param link where to fetch it: present if, and only if, it is stored and hosted
   */
  public record EndedDocument(
      Destination destination, Optional<DocumentResult> result, Optional<HostedLink> link) {}
}
