package dev.hookpress.dialect.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that a client's operators want to know of. Its body has the shape that the Standard
 * Webhooks specification recommends: {@code type}, {@code timestamp}, {@code data}.
 */
public sealed interface OperationalEvent {
  /** What happened: two words with a full stop between. */
  String type();

  /** The fields that such an event has, in the form in which they are shown. */
  ObjectNode data();

  /**
   * The body; the same bytes for the same arguments.
   *
   * @param at when it happened
   */
  default byte[] body(Instant at) {
    ObjectNode body = Json.object().put("type", type()).put("timestamp", Timestamps.millis(at));
    body.set("data", data());
    return Json.write(body);
  }

  /**
   * Too many error responses: nothing is sent to the client for a while.
   *
   * @param errors so many within {@code window}
   */
  record ClientBlocked(Instant blockedUntil, int errors, Duration window)
      implements OperationalEvent {
    @Override
    public String type() {
      return "client.blocked";
    }

    @Override
    public ObjectNode data() {
      return Json.object()
          .put("blocked_until", Timestamps.millis(blockedUntil))
          .put("errors", errors)
          .put("window_seconds", window.toSeconds());
    }
  }

  /** The block is over. */
  record ClientUnblocked(Instant unblockedAt) implements OperationalEvent {
    @Override
    public String type() {
      return "client.unblocked";
    }

    @Override
    public ObjectNode data() {
      return Json.object().put("unblocked_at", Timestamps.millis(unblockedAt));
    }
  }

  /**
   * An endpoint answered 410: nothing is sent to it any more.
   *
   * @param url masked, as {@link dev.hookpress.job.EndpointUrl#masked()} gives it
   */
  record EndpointGone(String url, EndpointKey endpoint) implements OperationalEvent {
    @Override
    public String type() {
      return "endpoint.gone";
    }

    @Override
    public ObjectNode data() {
      return Json.object().put("endpoint", url).put("endpoint_id", endpoint.toString());
    }
  }

  /**
   * A notification was not delivered, and no attempts are left.
   *
   * @param origin of the endpoint: scheme, host and port
   * @param lastOutcome the last attempt's, as attempts show it
   */
  record NotificationExhausted(
      NotificationId notification, JobId job, String origin, int attemptsMade, String lastOutcome)
      implements OperationalEvent {
    @Override
    public String type() {
      return "notification.exhausted";
    }

    @Override
    public ObjectNode data() {
      return Json.object()
          .put("notification_id", NativeIds.shown(notification))
          .put("job_id", NativeIds.shown(job))
          .put("endpoint", origin)
          .put("attempts_made", attemptsMade)
          .put("last_outcome", lastOutcome);
    }
  }
}
