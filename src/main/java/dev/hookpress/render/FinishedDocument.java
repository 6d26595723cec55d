package dev.hookpress.render;

import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;

/**
 * The last document of its job that has come to its end, and what is owed for the job.
 *
 * @param state the job's
 * @param startedAt when this node began with the document
 * @param owed the notifications, their bodies fixed from here on
 */
public record FinishedDocument(
    ClaimedDocument document,
    DocumentResult result,
    JobState state,
    Instant startedAt,
    Instant endedAt,
    List<OwedNotification> owed) {}
