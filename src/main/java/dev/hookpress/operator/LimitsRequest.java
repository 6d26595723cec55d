package dev.hookpress.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.operator.ClientRecord.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change of a client's limits: what is absent stays, and null is as in the settings again. */
final class LimitsRequest {
  private static final int MAX_PER_SECOND = 1_000_000;
  private static final int MAX_PENDING = 100_000_000;
  private static final int MAX_ERRORS = 100_000;
  // As in the settings, beyond which nothing is kept whatever a client's own retention is.
  private static final int MAX_RETENTION_DAYS = 3_650;
  private static final int DAY_SECONDS = 86_400;
  private static final int MAX_RETRIES = 30;
  private static final int MAX_WAIT_SECONDS = 7 * DAY_SECONDS;

  private final JsonNode body;
  private final StrictObject object;
  private final Faults faults;

  private LimitsRequest(JsonNode body, StrictObject object, Faults faults) {
    this.body = body;
    this.object = object;
    this.faults = faults;
  }

  /** Applies the change to the limits of before, and records faults. */
  static Limits read(JsonNode body, StrictObject object, Faults faults, Limits before) {
    LimitsRequest request = new LimitsRequest(body, object, faults);
    return new Limits(
        request.whole("requests_per_second", MAX_PER_SECOND, before.requestsPerSecond()),
        request.whole("max_pending_jobs", MAX_PENDING, before.maxPendingJobs()),
        request.whole("breaker_errors", MAX_ERRORS, before.breakerErrors()),
        request.whole("breaker_window_seconds", DAY_SECONDS, before.breakerWindowSeconds()),
        request.whole("breaker_block_seconds", DAY_SECONDS, before.breakerBlockSeconds()),
        request.whole("retention_days", MAX_RETENTION_DAYS, before.retentionDays()),
        request.schedule(before.retryScheduleSeconds()));
  }

  /** Applies a change that has no faults. */
  static Limits applied(JsonNode body, Limits before) {
    Faults none = new Faults();
    return read(body, StrictObject.of(body, "", none).orElseThrow(), none, before);
  }

  private Optional<Integer> whole(String name, int max, Optional<Integer> before) {
    Optional<Integer> given = object.integer(name, 1, max);
    return body.has(name) ? given : before;
  }

  private Optional<List<Integer>> schedule(Optional<List<Integer>> before) {
    String name = "retry_schedule_seconds";
    Optional<JsonNode> given = object.value(name);
    if (!body.has(name)) {
      return before;
    }
    return given.map(value -> waits(value, object.pointerTo(name)));
  }

  private List<Integer> waits(JsonNode value, String pointer) {
    List<Integer> waits = new ArrayList<>();
    boolean right = value.isArray() && value.size() <= MAX_RETRIES;
    for (JsonNode wait : right ? value : List.<JsonNode>of()) {
      right &= wait.isInt() && wait.intValue() >= 1 && wait.intValue() <= MAX_WAIT_SECONDS;
      waits.add(wait.intValue());
    }
    if (!right) {
      faults.add(
          pointer,
          "Must be a list of at most "
              + MAX_RETRIES
              + " waits, each from 1 to "
              + MAX_WAIT_SECONDS
              + " seconds; an empty one is one attempt only.");
    }
    return waits;
  }
}
