package dev.hookpress.render;

import dev.hookpress.job.JobState;
import dev.hookpress.job.OwedNotification;
import dev.hookpress.job.document.DocumentResult;
import java.time.Instant;
import java.util.List;

/**
 * The last document of a job to end, with the notifications for the job.
 *
 * @param state the state of the job
 * @param startedAt when the first document of the job was begun
 * @param owed the notifications; their bodies do not change from here on
 */
public record FinishedDocument(
    ClaimedDocument document,
    DocumentResult result,
    JobState state,
    Instant startedAt,
    Instant endedAt,
    List<OwedNotification> owed) {}
