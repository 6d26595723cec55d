package dev.hookpress.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookpress.dialect.reading.Json;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.job.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client as operators see it.
 *
 * @param disabledAt since when its keys are refused and nothing is sent for it
 * @param deletedAt since when it is being deleted
 */
public record ClientRecord(
    ClientId id,
    String name,
    Instant createdAt,
    Optional<Instant> disabledAt,
    Optional<Instant> deletedAt,
    Limits limits) {
  /** Limits that differ from the settings; what is empty is as in the settings. */
  public record Limits(
      Optional<Integer> requestsPerSecond,
      Optional<Integer> maxPendingJobs,
      Optional<Integer> breakerErrors,
      Optional<Integer> breakerWindowSeconds,
      Optional<Integer> breakerBlockSeconds,
      Optional<Integer> retentionDays,
      Optional<List<Integer>> retryScheduleSeconds) {
    /** Shows the limits that differ from the settings. */
    ObjectNode shown() {
      ObjectNode shown = Json.object();
      requestsPerSecond.ifPresent(value -> shown.put("requests_per_second", value));
      maxPendingJobs.ifPresent(value -> shown.put("max_pending_jobs", value));
      breakerErrors.ifPresent(value -> shown.put("breaker_errors", value));
      breakerWindowSeconds.ifPresent(value -> shown.put("breaker_window_seconds", value));
      breakerBlockSeconds.ifPresent(value -> shown.put("breaker_block_seconds", value));
      retentionDays.ifPresent(value -> shown.put("retention_days", value));
      retryScheduleSeconds.ifPresent(
          waits -> {
            ArrayNode list = shown.putArray("retry_schedule_seconds");
            waits.forEach(list::add);
          });
      return shown;
    }
  }

  /** A copy that is disabled since the given time, or not at all. */
  ClientRecord disabled(Optional<Instant> since) {
    return new ClientRecord(id, name, createdAt, since, deletedAt, limits);
  }

  /** A copy that is being deleted. */
  ClientRecord deleted(Instant since) {
    return new ClientRecord(
        id, name, createdAt, disabledAt.or(() -> Optional.of(since)), Optional.of(since), limits);
  }

  /** A copy with these limits. */
  ClientRecord limited(Limits changed) {
    return new ClientRecord(id, name, createdAt, disabledAt, deletedAt, changed);
  }

  /** In one word. */
  String status() {
    return deletedAt.isPresent() ? "deleting" : disabledAt.isPresent() ? "disabled" : "active";
  }

  /** Shows the client. */
  ObjectNode shown() {
    ObjectNode shown = Json.object().put("id", id.toString()).put("name", name);
    shown.put("status", status()).put("created_at", Timestamps.millis(createdAt));
    disabledAt.ifPresent(at -> shown.put("disabled_at", Timestamps.millis(at)));
    deletedAt.ifPresent(at -> shown.put("deleted_at", Timestamps.millis(at)));
    shown.set("limits", limits.shown());
    return shown;
  }

  /** What the audit log says of the client: no name. */
  ObjectNode audited() {
    ObjectNode shown = Json.object().put("status", status());
    shown.set("limits", limits.shown());
    return shown;
  }
}
