package dev.hookpress.job.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Validates page ranges and resolves them to page indices. */
public final class PageRanges {
  /** The limit of Adobe's own clients. */
  public static final int MAX_RANGES = 100;

  private PageRanges() {}

  /** The result of resolving ranges against a PDF. */
  public sealed interface Pages {
    /**
     * @param indices page indices from 0, in the order of the ranges, repeated where they overlap
     */
    record Found(List<Integer> indices) implements Pages {}

    /** A range is invalid or not in the PDF. */
    record Missing(String message) implements Pages {}
  }

  /** The first error that does not depend on the PDF; empty if there is none. */
  public static Optional<String> fault(List<PageRange> ranges) {
    if (ranges.size() > MAX_RANGES) {
      return Optional.of("There are more than " + MAX_RANGES + " page ranges");
    }
    return ranges.stream()
        .filter(range -> !range.isSound())
        .findFirst()
        .map(
            range ->
                "The page range "
                    + range
                    + " is none: pages count from 1, or from -1 at the end, the lower first");
  }

  /**
   * Like {@link #fault}, but also rejects overlaps; an open range extends to any page. Pages that
   * are counted from the end are rejected, since only the PDF tells what they overlap.
   */
  public static Optional<String> faultOrOverlap(List<PageRange> ranges) {
    Optional<String> fault = fault(ranges);
    if (fault.isPresent()) {
      return fault;
    }
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).countsBack()) {
        return Optional.of("The page range " + ranges.get(i) + " is not counted from page 1");
      }
      for (int j = 0; j < i; j++) {
        if (overlap(ranges.get(i), ranges.get(j))) {
          return Optional.of(
              "The page ranges " + ranges.get(j) + " and " + ranges.get(i) + " overlap");
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Resolves ranges to page indices.
   *
   * @param ranges empty: all pages
   * @param pages number of pages in the PDF
   */
  public static Pages resolve(List<PageRange> ranges, int pages) {
    Optional<String> fault = fault(ranges);
    if (fault.isPresent()) {
      return new Pages.Missing(fault.get());
    }
    List<Integer> indices = new ArrayList<>();
    for (PageRange range : ranges.isEmpty() ? List.of(PageRange.from(1)) : ranges) {
      PageRange counted = range.within(pages);
      int last = counted.last().getAsInt();
      if (!counted.isSound() || counted.first() < 1 || counted.first() > pages || last > pages) {
        return new Pages.Missing(
            "The page range %s is not in the PDF, which has %d page%s"
                .formatted(range, pages, pages == 1 ? "" : "s"));
      }
      for (int page = counted.first(); page <= last; page++) {
        indices.add(page - 1);
      }
    }
    return new Pages.Found(indices);
  }

  /**
   * The indices of the pages that exist, each once and in ascending order.
   *
   * @param ranges sound ones
   * @param pages number of pages in the PDF
   */
  public static List<Integer> existing(List<PageRange> ranges, int pages) {
    SortedSet<Integer> indices = new TreeSet<>();
    for (PageRange range : ranges) {
      for (int page = range.first(); page <= Math.min(pages, range.last().orElse(pages)); page++) {
        indices.add(page - 1);
      }
    }
    return List.copyOf(indices);
  }

  /** All page indices except the given ones, in ascending order. */
  public static List<Integer> others(List<Integer> indices, int pages) {
    Set<Integer> without = new HashSet<>(indices);
    List<Integer> others = new ArrayList<>();
    for (int index = 0; index < pages; index++) {
      if (!without.contains(index)) {
        others.add(index);
      }
    }
    return others;
  }

  private static boolean overlap(PageRange one, PageRange other) {
    return one.first() <= other.last().orElse(Integer.MAX_VALUE)
        && other.first() <= one.last().orElse(Integer.MAX_VALUE);
  }
}
