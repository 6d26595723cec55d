package dev.hookpress.api.deliveries;

import dev.hookpress.api.http.QueryReader;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.JobId;
import dev.hookpress.job.NotificationId;
import dev.hookpress.job.NotificationState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which notifications to list; what is empty admits all.
 *
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
    Optional<Instant> createdFrom,
    Optional<Instant> createdTo,
    Optional<NotificationId> before) {
  private static final int MAX_EVENT_CHARACTERS = 64;
  private static final String STATES =
      Arrays.stream(NotificationState.values())
          .map(NotificationState::label)
          .collect(Collectors.joining(", "));
  private static final String DIALECTS =
      Dialects.names().stream().map(DialectName::label).collect(Collectors.joining(", "));

  /** Reads the filter from a query, which collects the faults. */
  static NotificationFilter read(QueryReader query) {
    return new NotificationFilter(
        query.read("status", "Must be one of " + STATES + ".", NotificationFilter::state),
        query.read("job_id", "Must be the id of a job, such as job_ and a ULID.", NativeIds::job),
        query.read("endpoint_id", "Must be an id that /v1/endpoints lists.", EndpointKey::parse),
        query.read("dialect", "Must be one of " + DIALECTS + ".", NotificationFilter::dialect),
        query.read(
            "event",
            "Must be the name of an operational event, such as client.blocked.",
            name -> Optional.of(name).filter(it -> it.length() <= MAX_EVENT_CHARACTERS)),
        query.time("created_from"),
        query.time("created_to"),
        query.cursor(NativeIds::notification));
  }

  private static Optional<NotificationState> state(String label) {
    return Arrays.stream(NotificationState.values())
        .filter(each -> each.label().equals(label))
        .findFirst();
  }

  private static Optional<DialectName> dialect(String name) {
    return Dialects.names().stream().filter(each -> each.label().equals(name)).findFirst();
  }
}
