package dev.hookpress.api.deliveries;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Selects the notifications to replay.
 *
 * @param from created at this time or later, to the millisecond
 * @param to created before this time
 * @param states end states, at least one
 * @param origin scheme, host and port of the target
 * @param endpoint the endpoint, as a list shows it
 * @param event the type of operational events; empty selects none of them
 * @param outcome of the last attempt
 */
public record ReplayFilter(
    Instant from,
    Instant to,
    List<NotificationState> states,
    Optional<DialectName> dialect,
    Optional<String> origin,
    Optional<EndpointKey> endpoint,
    Optional<JobId> job,
    Optional<String> event,
    Optional<Outcome> outcome) {
  /** A filter by what all replays are filtered by. */
  public ReplayFilter(
      Instant from,
      Instant to,
      List<NotificationState> states,
      Optional<DialectName> dialect,
      Optional<String> origin) {
    this(
        from,
        to,
        states,
        dialect,
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
