package dev.hookpress.deliver;

import dev.hookpress.job.ClientId;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * A notification that this node holds a lease on.
 *
 * @param endpoint the URL it goes to
 * @param queuedUnder whose limit and holds it waits for: the endpoint, or the endpoint's origin if
 *     the URL had no row of its own when the notification was queued
 * @param endpointGone whether its endpoint has answered 410: then it is not sent, but ended
 * @param heldUntil the end of its endpoint's hold, if it is queued under its origin and the
 *     endpoint is known to be held; may be over
 * @param claims how often it has been claimed, this time included; names the lease
 * @param attemptsMade how many attempts have been recorded
 * @param attemptsBefore how many of these the present schedule does not count: those that were made
 *     before it was redelivered, and those that broke with an idle connection
 * @param job empty for an operational event
 * @param createdAt when its job ended; the delivery's latency is counted from here
 */
public record ClaimedNotification(
    Endpoint endpoint,
    Endpoint queuedUnder,
    boolean endpointGone,
    Optional<Instant> heldUntil,
    NotificationId id,
    int claims,
    int attemptsMade,
    int attemptsBefore,
    Optional<JobId> job,
    DialectName dialect,
    Target target,
    byte[] body,
    Instant createdAt) {

  /** Whether it is queued under its origin, together with other URLs. */
  public boolean underOrigin() {
    return !queuedUnder.equals(endpoint);
  }

  /**
   * The origin that its URL shares a ceiling with. Operational events have one of their own: they
   * pass a block.
   */
  public Endpoint origin() {
    return new Endpoint(client(), EndpointKey.of(target.origin(), endpoint.key().operational()));
  }

  /** Whose it is. */
  public ClientId client() {
    return endpoint.client();
  }

  /** The number of the attempt that is due, from 1. */
  public int attemptNumber() {
    return attemptsMade + 1;
  }

  /** The number of the attempt that is due in the present schedule, from 1. */
  public int scheduledAttempt() {
    return attemptNumber() - attemptsBefore;
  }

  /**
   * The same under the same lease, after an attempt that broke with an idle connection: that one
   * has its number, and the schedule does not know it.
   */
  ClaimedNotification afterStaleConnection() {
    return new ClaimedNotification(
        endpoint,
        queuedUnder,
        endpointGone,
        heldUntil,
        id,
        claims,
        attemptsMade + 1,
        attemptsBefore + 1,
        job,
        dialect,
        target,
        body,
        createdAt);
  }

  /**
   * Names the attempt that is due. The same when it is made again after a crash, so that its error
   * counts once.
   */
  public String attemptId() {
    return id + ":" + attemptNumber();
  }
}
