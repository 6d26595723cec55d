package dev.hookpress.api;

import dev.hookpress.api.http.HttpDates;
import java.time.Instant;

/** The date of answers. Formats it once for all that are given in the same second. Thread-safe. */
final class DateHeader {
  private volatile Formatted last = new Formatted(0, HttpDates.format(Instant.EPOCH));

  private record Formatted(long epochSecond, String text) {}

  /** The date as the header has it, in whole seconds. */
  String at(Instant now) {
    Formatted known = last;
    if (known.epochSecond() != now.getEpochSecond()) {
      known = new Formatted(now.getEpochSecond(), HttpDates.format(now));
      last = known;
    }
    return known.text();
  }
}
