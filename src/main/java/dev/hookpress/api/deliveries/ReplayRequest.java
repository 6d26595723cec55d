package dev.hookpress.api.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.catalog.Dialects;
import dev.hookpress.dialect.catalog.OperationalEvent;
import dev.hookpress.dialect.hookpress.NativeIds;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.dialect.reading.Timestamps;
import dev.hookpress.dialect.reading.UrlRules;
import dev.hookpress.job.DialectName;
import dev.hookpress.job.EndpointKey;
import dev.hookpress.job.NotificationState;
import dev.hookpress.job.Target;
import dev.hookpress.policy.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The body of {@code POST /v1/replays}. */
public record ReplayRequest(ReplayFilter filter, int perSecond, boolean dryRun) {
  private static final int STANDARD_PER_SECOND = 50;
  private static final int MAX_PER_SECOND = 1000;
  // An RFC 3339 time with nanoseconds and an offset has 35.
  private static final int MAX_TIME_CHARACTERS = 64;
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00.001Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final List<String> STATES =
      Arrays.stream(NotificationState.values())
          .filter(NotificationState::ended)
          .map(NotificationState::label)
          .toList();
  private static final int MAX_ID_CHARACTERS = 64;
  private static final List<String> OUTCOMES =
      Arrays.stream(Outcome.values()).map(Outcome::label).toList();
  private static final List<String> DIALECTS =
      Dialects.names().stream().map(DialectName::label).toList();

  /** Reads the request and records its faults; with faults, the value must not be used. */
  public static ReplayRequest read(StrictObject object, Faults faults, Instant now) {
    object.requiredValue("from");
    Optional<Instant> from = time(object, "from", faults);
    // Future notifications cannot be replayed, so a time in the future means now.
    Instant to = time(object, "to", faults).filter(given -> given.isBefore(now)).orElse(now);
    if (from.isPresent() && !from.get().isBefore(to)) {
      faults.add(
          object.pointerTo("from"),
          "Must be before " + Timestamps.millis(to) + ", where the range ends.");
    }
    ReplayFilter filter =
        new ReplayFilter(
            from.orElse(EARLIEST),
            to,
            object
                .list("states")
                .map(value -> states(value, object.pointerTo("states"), faults))
                .orElse(List.of(NotificationState.EXHAUSTED)),
            object.word("dialect", DIALECTS).map(DialectName::new),
            object.value("endpoint").flatMap(url -> origin(url, object, faults)),
            id(object, "endpoint_id", EndpointKey::parse, faults),
            id(object, "job_id", NativeIds::job, faults),
            object.word("event", OperationalEvent.TYPES),
            object.word("outcome", OUTCOMES).flatMap(ReplayRequest::outcome));
    return new ReplayRequest(
        filter, perSecond(object, faults), object.bool("dry_run").orElse(false));
  }

  private static <T> Optional<T> id(
      StrictObject object, String name, Function<String, Optional<T>> parse, Faults faults) {
    Optional<String> text = object.text(name, MAX_ID_CHARACTERS);
    Optional<T> id = text.flatMap(parse);
    if (text.isPresent() && id.isEmpty()) {
      faults.add(object.pointerTo(name), "Must be an id, as lists show it.");
    }
    return id;
  }

  private static Optional<Outcome> outcome(String label) {
    return Arrays.stream(Outcome.values()).filter(one -> one.label().equals(label)).findFirst();
  }

  private static Optional<Instant> time(StrictObject object, String name, Faults faults) {
    return object
        .text(name, MAX_TIME_CHARACTERS)
        .flatMap(
            text -> {
              Optional<Instant> time = time(text);
              if (time.isEmpty()) {
                faults.add(object.pointerTo(name), "Must be a time such as 2023-04-01T12:34:56Z.");
              }
              return time;
            });
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private static List<NotificationState> states(JsonNode value, String pointer, Faults faults) {
    Set<String> words = new LinkedHashSet<>();
    value.forEach(word -> words.add(word.asText()));
    boolean all = value.isArray() && STATES.containsAll(words);
    if (!all) {
      faults.add(
          pointer,
          "Must be a list of one or more of "
              + String.join(", ", STATES)
              + "; what is pending goes out anyway.");
      return List.of();
    }
    return words.stream().map(NotificationState::ofLabel).collect(Collectors.toList());
  }

  /** Any target may be named, even a forbidden one, because the filter alone sends nothing. */
  private static Optional<String> origin(JsonNode url, StrictObject object, Faults faults) {
    return new UrlRules(anything -> Optional.empty(), faults)
        .read(url, object.pointerTo("endpoint"))
        .map(read -> new Target.Webhook(read, Map.of()).origin());
  }

  private static int perSecond(StrictObject object, Faults faults) {
    Optional<JsonNode> value = object.value("rate_per_second");
    boolean wrong =
        value.isPresent()
            && !(value.get().isInt()
                && value.get().intValue() >= 1
                && value.get().intValue() <= MAX_PER_SECOND);
    if (wrong) {
      faults.add(
          object.pointerTo("rate_per_second"),
          "Must be a whole number from 1 to " + MAX_PER_SECOND + ".");
    }
    return wrong ? 0 : value.map(JsonNode::intValue).orElse(STANDARD_PER_SECOND);
  }
}
