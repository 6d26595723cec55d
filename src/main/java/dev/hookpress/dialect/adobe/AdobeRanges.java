package dev.hookpress.dialect.adobe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookpress.dialect.reading.Faults;
import dev.hookpress.dialect.reading.StrictObject;
import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PageRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Adobe's {@code pageRanges}: {@code {"start":1,"end":2}}, both inclusive; without {@code
 * end}, the range extends to the last page.
 */
final class AdobeRanges {
  // As many pages as the largest PDF that a reader opens may have, and more than any PDF here.
  private static final int MAX_PAGES = 1_000_000;

  private AdobeRanges() {}

  /** Reads the ranges; empty if the field is absent. */
  static List<PageRange> read(StrictObject owner, Faults faults) {
    return owner
        .value("pageRanges")
        .map(value -> list(value, owner.pointerTo("pageRanges"), faults))
        .orElse(List.of());
  }

  /** Reads the ranges; at least one is required. */
  static List<PageRange> required(StrictObject owner, Faults faults) {
    owner.requiredValue("pageRanges");
    return read(owner, faults);
  }

  private static List<PageRange> list(JsonNode value, String pointer, Faults faults) {
    if (!value.isArray() || value.isEmpty() || value.size() > PageRanges.MAX_RANGES) {
      faults.add(pointer, "Must be a list of 1 to " + PageRanges.MAX_RANGES + " page ranges.");
      return List.of();
    }
    List<PageRange> ranges = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(range -> range(range, faults))
          .ifPresent(ranges::add);
    }
    return ranges;
  }

  private static Optional<PageRange> range(StrictObject object, Faults faults) {
    object.requiredValue("start");
    Optional<Integer> start = object.integer("start", 1, MAX_PAGES);
    Optional<Integer> end = object.integer("end", 1, MAX_PAGES);
    object.end();
    if (start.isPresent() && end.isPresent() && end.get() < start.get()) {
      faults.add(object.pointerTo("end"), "Must not be less than start.");
      return Optional.empty();
    }
    return start.map(
        first -> end.map(last -> PageRange.of(first, last)).orElseGet(() -> PageRange.from(first)));
  }
}
