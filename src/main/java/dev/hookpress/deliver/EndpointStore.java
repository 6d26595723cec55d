package dev.hookpress.deliver;

import dev.hookpress.job.Endpoint;
import dev.hookpress.job.NotificationState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all nodes must know of endpoints. */
public interface EndpointStore {
  /** Nothing is claimed for the endpoint until the hold ends. A hold never ends an earlier one. */
  Future<Void> hold(Hold hold);

  /**
   * The endpoint has answered 410: nothing is sent to it until it is named again. Completes when
   * that is on disk; what is owed to it ends as {@link NotificationState#GONE} soon after.
   *
   * @param event owed to its client if it was not gone before
   */
  Future<Void> end(Endpoint endpoint, String origin, Instant at, Optional<OutboxEvent> event);

  /** Adds to what is shown of the endpoints. */
  Future<Void> report(List<EndpointReport> reports, Instant now);

  /**
   * A time that an endpoint asked for, or was given.
   *
   * @param reason in plain words
   */
  record Hold(Endpoint endpoint, String origin, Instant until, String reason) {}
}
