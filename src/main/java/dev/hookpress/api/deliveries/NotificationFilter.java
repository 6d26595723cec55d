package dev.hookpress.api.deliveries;

import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import dev.hookpress.policy.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which notifications to list; what is empty admits all.
 *
 * @param outcome of the last attempt
 * @param createdFrom created at this time or later, to the millisecond
 * @param createdTo created before this time
 * @param before only notifications older than this one: the cursor
 */
public record NotificationFilter(
    Optional<NotificationState> state,
    Optional<JobId> job,
    Optional<EndpointKey> endpoint,
    Optional<DialectName> dialect,
    Optional<String> event,
    Optional<Outcome> outcome,
    Optional<Instant> createdFrom,
    Optional<Instant> createdTo,
    Optional<NotificationId> before) {
  private static final int MAX_EVENT_CHARACTERS = 64;

  /** Reads the filter from a query, which collects the faults. */
  static NotificationFilter read(QueryReader query) {
    return new NotificationFilter(
        query.word("status", List.of(NotificationState.values()), NotificationState::label),
        query.read("job_id", "Must be the id of a job, such as job_ and a ULID.", NativeIds::job),
        query.read("endpoint_id", "Must be an id that /v1/endpoints lists.", EndpointKey::parse),
        query.word("dialect", Dialects.names(), DialectName::label),
        query.read(
            "event",
            "Must be the name of an operational event, such as client.blocked.",
            name -> Optional.of(name).filter(it -> it.length() <= MAX_EVENT_CHARACTERS)),
        query.word("outcome", List.of(Outcome.values()), Outcome::label),
        query.time("created_from"),
        query.time("created_to"),
        query.cursor(NativeIds::notification));
  }
}
