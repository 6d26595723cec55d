package dev.hookpress.api.deliveries;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification as shown to its client.
 *
 * @param job empty for an operational event
 * @param event the operational event's name; empty for a job's callback
 * @param origin scheme, host and port of the target; the path may hold secrets
 * @param url the target's whole URL, masked; empty if its endpoint has no row of its own
 * @param hold the hold of its endpoint or of the endpoint's origin; may have ended
 * @param pausedAt since when the client has paused its endpoint or the endpoint's origin
 * @param nextAttemptAt empty once the notification has ended
 * @param attemptsMade the number of attempts so far
 * @param request as its last attempt sent it; empty before that, for an e-mail, and in lists
 */
public record NotificationView(
    NotificationId id,
    Optional<JobId> job,
    Optional<String> event,
    DialectName dialect,
    NotificationState state,
    EndpointKey endpoint,
    String origin,
    Optional<String> url,
    Optional<EndpointView.Hold> hold,
    Optional<Instant> pausedAt,
    Instant createdAt,
    Optional<Instant> nextAttemptAt,
    Optional<Instant> endedAt,
    int attemptsMade,
    List<AttemptView> attempts,
    Optional<SentRequest> request) {

  /** The hold that delays the notification at {@code now}, if there is one. */
  public Optional<EndpointView.Hold> heldAt(Instant now) {
    return hold.filter(one -> !state.ended() && one.until().isAfter(now));
  }

  /**
   * One attempt.
   *
   * @param number from 1
   * @param address the IP address that was connected to; empty if none was
   * @param outcome the label of its outcome, such as {@code delivered} or {@code timeout}
   * @param status the HTTP status; empty if no answer came
   * @param detail one sentence in plain words
   * @param answerHeaders by names in lower case; empty if no answer came
   * @param answer the first bytes of the answer's body
   */
  public record AttemptView(
      int number,
      Instant startedAt,
      long latencyMillis,
      String address,
      String outcome,
      Optional<Integer> status,
      String detail,
      Map<String, String> answerHeaders,
      Buffer answer) {}

  /**
   * A request.
   *
   * @param url masked
   * @param headers the client's own, with their values hidden, and those that Hookpress added;
   *     without the latter if an earlier version sent it
   */
  public record SentRequest(String url, Map<String, String> headers, Buffer body) {}
}
