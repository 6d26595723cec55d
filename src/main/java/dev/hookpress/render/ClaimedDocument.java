package dev.hookpress.render;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.Target;
import dev.hookpress.job.document.Document;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document that this node holds a lease on.
 *
 * @param ordinal which of the job's documents, from 0
 * @param claims how often it has been claimed, this time included; names the lease
 * @param documents how many the job has
 * @param result how it ended, if it has: then only the job is left to be ended
 * @param begun whether an earlier claim than this, and later than the first, came to rendering it
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
    Instant createdAt) {}
