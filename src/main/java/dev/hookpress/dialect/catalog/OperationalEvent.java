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
import java.util.List;

/**
 * An event that the client's operators are notified of. Its body has the shape that the Standard
 * Webhooks specification recommends: {@code type}, {@code timestamp}, {@code data}.
 */
public sealed interface OperationalEvent {
  /** The types of all events. */
  List<String> TYPES =
      List.of(
          "client.blocked",
          "client.unblocked",
          "endpoint.failing",
          "endpoint.gone",
          "endpoint.recovered",
          "notification.exhausted");

  /** The event type: two words separated by a full stop. */
  String type();

  /** The fields of the event's {@code data}. */
  ObjectNode data();

  /**
   * The event's body; the same bytes for the same arguments.
   *
   * @param at when the event happened
   */
  default byte[] body(Instant at) {
    ObjectNode body = Json.object().put("type", type()).put("timestamp", Timestamps.millis(at));
    body.set("data", data());
    return Json.write(body);
  }

  /**
   * The client is blocked after too many error responses: nothing is sent to it until the block
   * ends.
   *
   * @param errors the number of error responses within {@code window}
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

  /** The client's block has ended. */
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
   * An endpoint answered 410, so nothing more is sent to it.
   *
   * @param url masked as by {@link dev.hookpress.job.EndpointUrl#masked()}
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
   * An endpoint fails: told before anything is lost.
   *
   * @param url masked as by {@link dev.hookpress.job.EndpointUrl#masked()}
   * @param reason why the client is told now
   * @param lastOutcome the outcome of the last attempt, as attempts show it
   */
  record EndpointFailing(String url, EndpointKey endpoint, Reason reason, String lastOutcome)
      implements OperationalEvent {
    /** Why a client is told that an endpoint fails. */
    public sealed interface Reason {
      /**
       * The first errors in a row.
       *
       * @param failures how many, at least
       */
      record FirstFailures(int failures) implements Reason {}

      /**
       * Half of the errors that would block the client.
       *
       * @param errors in the window, of all endpoints of the client
       * @param limit the number that blocks the client
       */
      record HalfWindow(int errors, int limit, Duration window) implements Reason {}
    }

    @Override
    public String type() {
      return "endpoint.failing";
    }

    @Override
    public ObjectNode data() {
      ObjectNode data =
          Json.object()
              .put("endpoint", url)
              .put("endpoint_id", endpoint.toString())
              .put("last_outcome", lastOutcome);
      if (reason instanceof Reason.HalfWindow half) {
        return data.put("reason", "half_window")
            .put("errors", half.errors())
            .put("limit", half.limit())
            .put("window_seconds", half.window().toSeconds());
      }
      return data.put("reason", "first_failures")
          .put("failures", ((Reason.FirstFailures) reason).failures());
    }

    /** The event in one sentence, for people. */
    public String sentence() {
      String why =
          reason instanceof Reason.HalfWindow half
              ? half.errors() + " of the " + half.limit() + " errors that block you are counted"
              : ((Reason.FirstFailures) reason).failures()
                  + " attempts in a row were not delivered";
      return url + " fails: " + why + " (last outcome: " + lastOutcome + ")";
    }
  }

  /**
   * An endpoint of whose failures the client was told has acknowledged an attempt.
   *
   * @param url masked as by {@link dev.hookpress.job.EndpointUrl#masked()}
   */
  record EndpointRecovered(String url, EndpointKey endpoint, Instant failingSince)
      implements OperationalEvent {
    @Override
    public String type() {
      return "endpoint.recovered";
    }

    @Override
    public ObjectNode data() {
      return Json.object()
          .put("endpoint", url)
          .put("endpoint_id", endpoint.toString())
          .put("failing_since", Timestamps.millis(failingSince));
    }
  }

  /**
   * A notification was not delivered and has no attempts left.
   *
   * @param origin the endpoint's scheme, host and port
   * @param lastOutcome the outcome of the last attempt, as attempts show it
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
