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
 * @param queuedUnder the queue key, whose limit and holds apply: the endpoint, or the endpoint's
 *     origin if the URL had no row of its own when the notification was queued
 * @param endpointGone whether its endpoint has answered 410; it is then ended without being sent
 * @param heldUntil the end of its endpoint's hold, if it is queued under its origin and the
 *     endpoint is known to be held; may be in the past
 * @param claims the number of claims, including this one; identifies the lease
 * @param attemptsMade the number of attempts recorded
 * @param attemptsBefore the number of those that the current retry schedule ignores: attempts
 *     before a redelivery, and those that another followed at once
 * @param job empty for an operational event
 * @param createdAt when its job ended; delivery latency is measured from here
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
   * The origin whose ceiling its URL shares. Operational events have a separate one, since a block
   * does not stop them.
   */
  public Endpoint origin() {
    return new Endpoint(client(), EndpointKey.of(target.origin(), endpoint.key().operational()));
  }

  /** The client that it belongs to. */
  public ClientId client() {
    return endpoint.client();
  }

  /** The number of the attempt that is due, from 1. */
  public int attemptNumber() {
    return attemptsMade + 1;
  }

  /** The number of the attempt that is due in the current retry schedule, from 1. */
  public int scheduledAttempt() {
    return attemptNumber() - attemptsBefore;
  }

  /**
   * Returns this notification, under the same lease, after an attempt that another follows at once:
   * that attempt is numbered, but the retry schedule ignores it.
   */
  ClaimedNotification afterUncountedAttempt() {
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
   * The id of the attempt that is due. A repeat after a crash has the same id, so its error counts
   * once.
   */
  public String attemptId() {
    return id + ":" + attemptNumber();
  }
}
