package dev.hookpress.job;

import dev.hookpress.job.document.Document;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An accepted request for one or more documents.
 *
 * @param documents at least one; a job ends when its last document ends
 * @param targets receivers that are notified when the job ends; may be empty
 * @param metadataJson the client's own JSON object, passed through unchanged; {@code "{}"} if none
 * @param expiresAt when all that is kept of it is deleted, if before the retention
 * @param bulk whether documents of the client's other jobs are rendered first
 */
public record Job(
    JobId id,
    ClientId client,
    DialectName dialect,
    List<Document> documents,
    List<Target> targets,
    String metadataJson,
    Instant createdAt,
    Optional<Instant> expiresAt,
    boolean bulk) {
  /** A job that is kept as long as others and is no bulk work. */
  public Job(
      JobId id,
      ClientId client,
      DialectName dialect,
      List<Document> documents,
      List<Target> targets,
      String metadataJson,
      Instant createdAt) {
    this(id, client, dialect, documents, targets, metadataJson, createdAt, Optional.empty(), false);
  }

  /** Whether all its documents are samples. */
  public boolean sample() {
    return documents.stream().allMatch(document -> document.options().print().test());
  }
}
