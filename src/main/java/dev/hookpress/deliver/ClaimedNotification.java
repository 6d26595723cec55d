package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.time.Instant;

/**
 * A notification that this node holds a lease on.
 *
 * @param claims how often it has been claimed, this time included; names the lease
 * @param attemptsMade how many attempts have been recorded
 * @param jobEndedAt when the job ended; the delivery's latency is counted from here
 */
public record ClaimedNotification(
    ClientId client,
    NotificationId id,
    int claims,
    int attemptsMade,
    JobId job,
    DialectName dialect,
    Target target,
    byte[] body,
    Instant jobEndedAt) {

  /** The number of the attempt that is due, from 1. */
  public int attemptNumber() {
    return attemptsMade + 1;
  }

  /**
   * Names the attempt that is due. The same when it is made again after a crash, so that its error
   * counts once.
   */
  public String attemptId() {
    return id + ":" + attemptNumber();
  }
}
