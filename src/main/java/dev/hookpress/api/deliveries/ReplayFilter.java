package dev.hookpress.api.deliveries;

import dev.hookpress.job.DialectName;
import dev.hookpress.job.NotificationState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Selects the notifications to replay. Operational events are never selected.
 *
 * @param from created at this time or later, to the millisecond
 * @param to created before this time
 * @param states end states, at least one
 * @param origin scheme, host and port of the target
 */
public record ReplayFilter(
    Instant from,
    Instant to,
    List<NotificationState> states,
    Optional<DialectName> dialect,
    Optional<String> origin) {}
