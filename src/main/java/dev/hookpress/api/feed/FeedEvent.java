package dev.hookpress.api.feed;

import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a job or of a notification.
 *
 * @param position its place in the client's feed; the positions of a feed have no gaps
 * @param type such as {@code job.completed} or {@code notification.exhausted}
 * @param job the job, or the job that the notification is of; empty for an operational event
 * @param notification empty if a job has ended
 * @param operational the name of the operational event that the notification is of
 */
public record FeedEvent(
    long position,
    Instant at,
    String type,
    Optional<JobId> job,
    Optional<NotificationId> notification,
    Optional<String> operational) {}
