package dev.hookpress.dialect.reading;

import dev.hookpress.job.document.PageRange;
import dev.hookpress.job.document.PageRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a selection of pages as browsers write it: {@code 1-5, 8, 11-}. */
public final class PageSelection {
  private static final int MAX_CHARACTERS = 1_024;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:(-)(\\d{0,6}))?");
  private static final String LAST = "last";

  private PageSelection() {}

  /** Reads the field; the result is empty, which means all pages, if it is absent or empty. */
  public static List<PageRange> read(StrictObject object, String name, Faults faults) {
    // An empty string is the documented default.
    if (object.value(name).filter(value -> value.asText("-").isBlank()).isPresent()) {
      return List.of();
    }
    return object
        .text(name, MAX_CHARACTERS)
        .map(text -> ranges(text, false, object.pointerTo(name), faults))
        .orElse(List.of());
  }

  /** Reads a selection in which {@code last} is the last page. */
  public static List<PageRange> readToLast(StrictObject object, String name, Faults faults) {
    return object
        .text(name, MAX_CHARACTERS)
        .map(text -> ranges(text, true, object.pointerTo(name), faults))
        .orElse(List.of());
  }

  private static List<PageRange> ranges(
      String text, boolean toLast, String pointer, Faults faults) {
    List<PageRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<PageRange> range = range(toLast ? counted(part.strip()) : part.strip(), toLast);
      if (range.isEmpty() || ranges.size() == PageRanges.MAX_RANGES) {
        faults.add(
            pointer,
            "Must be pages from 1 and ranges of them, such as 1-5, 8, "
                + (toLast ? "last; at most " : "11-; at most ")
                + PageRanges.MAX_RANGES
                + ".");
        return List.of();
      }
      ranges.add(range.get());
    }
    return ranges;
  }

  /** A range to the last page, as it is written without the word. */
  private static String counted(String text) {
    return text.endsWith("-" + LAST) ? text.substring(0, text.length() - LAST.length()) : text;
  }

  private static Optional<PageRange> range(String text, boolean toLast) {
    if (toLast && text.equals(LAST)) {
      return Optional.of(PageRange.page(-1));
    }
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) == null) {
      return Optional.of(PageRange.page(first)).filter(PageRange::isSound);
    }
    String last = matcher.group(3);
    return Optional.of(
            last.isEmpty() ? PageRange.from(first) : PageRange.of(first, Integer.parseInt(last)))
        .filter(PageRange::isSound);
  }
}
