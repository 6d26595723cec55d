package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all nodes must know of endpoints. */
public interface EndpointStore {
  /**
   * Nothing is claimed for the endpoint until the hold ends. A hold never ends an earlier one. If
   * there is no room for the URL, its origin is held in its place.
   *
   * @return the end of the hold of its origin, if that is now held, too
   */
  Future<Optional<Instant>> hold(Hold hold);

  /**
   * The endpoint has answered 410: nothing is sent to it until it is named again. Completes when
   * that is on disk; what is owed to it ends as {@link NotificationState#GONE} soon after. If there
   * is no room for the URL, nothing is remembered.
   *
   * @param event owed to its client if it was not gone before
   */
  Future<Void> end(Named endpoint, Instant at, Optional<OutboxEvent> event);

  /** Adds to what is shown of the endpoints. */
  Future<Void> report(List<EndpointReport> reports, Instant now);

  /**
   * A time that an endpoint asked for, or was given.
   *
   * @param reason in plain words
   */
  record Hold(Named endpoint, Instant until, String reason) {}

  /**
   * An endpoint and what may be shown of it.
   *
   * @param url masked, as {@link Target#shown()} gives it; empty for an origin
   * @param origin the URL's, or the origin itself
   */
  record Named(Endpoint endpoint, Optional<String> url, String origin) {
    /** The URL that a notification goes to. */
    static Named of(ClaimedNotification notification) {
      return new Named(
          notification.endpoint(),
          Optional.of(notification.target().shown()),
          notification.target().origin());
    }

    /** What a notification is queued under: its URL, or its origin. */
    static Named queueOf(ClaimedNotification notification) {
      return notification.underOrigin()
          ? new Named(notification.queuedUnder(), Optional.empty(), notification.target().origin())
          : of(notification);
    }
  }
}
