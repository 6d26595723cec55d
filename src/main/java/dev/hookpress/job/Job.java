package dev.hookpress.job;

import dev.hookpress.job.document.Document;
import java.time.Instant;
import java.util.List;

/**
 * What one request asked for.
 *
 * @param documents at least one; a job ends when its last document ends
 * @param targets whom to tell at the end; may be empty
 * @param metadataJson the client's own JSON object, passed through untouched; {@code "{}"} if none
 */
public record Job(
    JobId id,
    ClientId client,
    DialectName dialect,
    List<Document> documents,
    List<Target> targets,
    String metadataJson,
    Instant createdAt) {}
