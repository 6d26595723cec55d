package dev.hookpress.trace;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives attempts ids that every node can work out, so that a retry links to the attempt before it
 * though another node made that, and nothing is stored. All other ids are random.
 */
final class AttemptIds implements IdGenerator {
  private final IdGenerator random = IdGenerator.random();
  // What is made of these ids begins on the thread that set them.
  private final ThreadLocal<Ids> given = new ThreadLocal<>();

  private record Ids(Optional<String> trace, String span) {}

  /** The id of an attempt at a notification. */
  static String span(UUID notification, int attempt) {
    long mixed =
        mix(notification.getMostSignificantBits() + mix(notification.getLeastSignificantBits()))
            + attempt;
    long id = mix(mixed);
    return SpanId.fromLong(id == 0 ? 1 : id);
  }

  /** The trace of a notification that continues no other. */
  static String trace(UUID notification) {
    return TraceId.fromLongs(
        notification.getMostSignificantBits(), notification.getLeastSignificantBits());
  }

  /** Makes what begins within {@code begin} have these ids. */
  <T> T give(Optional<String> trace, String span, Supplier<T> begin) {
    given.set(new Ids(trace, span));
    try {
      return begin.get();
    } finally {
      given.remove();
    }
  }

  @Override
  public String generateSpanId() {
    Ids ids = given.get();
    return ids == null ? random.generateSpanId() : ids.span();
  }

  @Override
  public String generateTraceId() {
    Ids ids = given.get();
    return Optional.ofNullable(ids).flatMap(Ids::trace).orElseGet(random::generateTraceId);
  }

  /** Spreads neighbouring numbers: the finalizer of SplitMix64. */
  private static long mix(long number) {
    long first = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
