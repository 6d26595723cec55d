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
        .list("pageRanges")
        .map(value -> list(value, owner.pointerTo("pageRanges"), 1, faults))
        .orElse(List.of());
  }

  /** Reads ranges in which negative numbers count from the end; -1 is the last page. */
  static List<PageRange> fromBothEnds(StrictObject owner, Faults faults) {
    return owner
        .list("pageRanges")
        .map(value -> list(value, owner.pointerTo("pageRanges"), -MAX_PAGES, faults))
        .orElse(List.of());
  }

  private static List<PageRange> list(JsonNode value, String pointer, int least, Faults faults) {
    if (!value.isArray() || value.size() > PageRanges.MAX_RANGES) {
      faults.add(pointer, "Must be a list of 1 to " + PageRanges.MAX_RANGES + " page ranges.");
      return List.of();
    }
    List<PageRange> ranges = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      StrictObject.of(value.get(i), pointer + "/" + i, faults)
          .flatMap(range -> range(range, least, faults))
          .ifPresent(ranges::add);
    }
    return ranges;
  }

  private static Optional<PageRange> range(StrictObject object, int least, Faults faults) {
    object.requiredValue("start");
    Optional<Integer> start = object.integer("start", least, MAX_PAGES);
    Optional<Integer> end = object.integer("end", least, MAX_PAGES);
    object.end();
    Optional<PageRange> range =
        start.map(
            first ->
                end.map(last -> PageRange.of(first, last)).orElseGet(() -> PageRange.from(first)));
    if (range.isPresent() && !range.get().isSound()) {
      faults.add(
          object.pointer(), "Must begin before it ends; there is no page 0, and -1 is the last.");
      return Optional.empty();
    }
    return range;
  }
}
