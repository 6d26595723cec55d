package dev.hookpress.deliver;

import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.job.ClientId;
import dev.hookpress.job.Endpoint;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the state of endpoints that all nodes share. */
public interface EndpointStore {
  /**
   * Holds an endpoint: nothing is claimed for it until the hold ends. A hold never shortens an
   * earlier one. If there is no room for a row of the URL, its origin is held instead.
   *
   * @return the end of the origin's hold, if the origin is now held, too
   */
  Future<Optional<Instant>> hold(Hold hold);

  /**
   * Marks an endpoint as gone after it has answered 410: nothing is sent to it until it is named
   * again. Completes when that is durable; its queued notifications end as {@link
   * NotificationState#GONE} soon after. If there is no room for a row of the URL, nothing is
   * stored.
   *
   * @param event queued for its client if the endpoint was not gone before
   */
  Future<Void> end(Named endpoint, Instant at, Optional<OutboxEvent> event);

  /**
   * Adds to the statistics shown for endpoints, and tells clients of endpoints that begin to fail
   * or have recovered.
   */
  Future<Void> report(List<EndpointReport> reports, Instant now);

  /** Tells a client that one of its endpoints fails; once for each id. */
  Future<Void> warn(
      ClientId client, NotificationId id, OperationalEvent.EndpointFailing event, Instant at);

  /**
   * A pause in sending that an endpoint asked for or was given.
   *
   * @param reason in plain words
   */
  record Hold(Named endpoint, Instant until, String reason) {}

  /**
   * An endpoint with the names that may be shown for it, which are put together when they are asked
   * for.
   *
   * @param target of its URL, or of any URL of its origin
   * @param ofOrigin whether it is an origin
   */
  record Named(Endpoint endpoint, Target target, boolean ofOrigin) {
    /** The URL that a notification goes to. */
    static Named of(ClaimedNotification notification) {
      return new Named(notification.endpoint(), notification.target(), false);
    }

    /** A notification's queue key: its URL, or its origin. */
    static Named queueOf(ClaimedNotification notification) {
      return notification.underOrigin()
          ? new Named(notification.queuedUnder(), notification.target(), true)
          : of(notification);
    }

    /** The URL, masked as {@link Target#shown()} gives it; empty for an origin. */
    public Optional<String> url() {
      return ofOrigin ? Optional.empty() : Optional.of(target.shown());
    }

    /** The URL's origin, or the origin itself. */
    public String origin() {
      return target.origin();
    }
  }
}
