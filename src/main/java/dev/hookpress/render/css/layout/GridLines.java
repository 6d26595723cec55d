package dev.hookpress.render.css.layout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Resolves placements to the explicit lines of one axis: CSS Grid 1, section 8.3. */
final class GridLines {
  private final int tracks;
  private final Map<String, TreeSet<Integer>> named = new HashMap<>();

  /**
   * An item's range in one axis.
   *
   * @param start the line, 0 for the first explicit one, negative before it; empty for
   *     auto-placement
   */
  record Range(OptionalInt start, int span) {}

  /**
   * @param tracks the number of explicit tracks
   * @param names of the lines
   */
  GridLines(int tracks, List<List<String>> names, Map<String, GridAreas.Area> areas, boolean rows) {
    this.tracks = tracks;
    for (int line = 0; line < names.size(); line++) {
      for (String name : names.get(line)) {
        add(name, line);
      }
    }
    areas.forEach(
        (name, area) -> {
          add(name + "-start", rows ? area.rowStart() : area.columnStart());
          add(name + "-end", rows ? area.rowEnd() : area.columnEnd());
        });
  }

  private void add(String name, int line) {
    named.computeIfAbsent(name, missing -> new TreeSet<>()).add(line);
  }

  Range resolve(GridLine start, GridLine end) {
    OptionalInt first = line(start, "-start");
    OptionalInt last = line(end, "-end");
    if (first.isPresent() && last.isPresent()) {
      int low = Math.min(first.getAsInt(), last.getAsInt());
      int high = Math.max(first.getAsInt(), last.getAsInt());
      return new Range(OptionalInt.of(low), Math.max(1, high - low));
    }
    if (first.isPresent()) {
      int span = end.kind() == GridLine.Kind.SPAN ? spanTo(first.getAsInt(), end, true) : 1;
      return new Range(first, span);
    }
    if (last.isPresent()) {
      int span = start.kind() == GridLine.Kind.SPAN ? spanTo(last.getAsInt(), start, false) : 1;
      return new Range(OptionalInt.of(last.getAsInt() - span), span);
    }
    int span =
        start.kind() == GridLine.Kind.SPAN
            ? start.name().isPresent() ? 1 : start.number()
            : end.kind() == GridLine.Kind.SPAN && end.name().isEmpty() ? end.number() : 1;
    return new Range(OptionalInt.empty(), span);
  }

  private OptionalInt line(GridLine line, String side) {
    if (line.kind() != GridLine.Kind.LINE) {
      return OptionalInt.empty();
    }
    int number = line.number();
    if (line.name().isEmpty()) {
      return OptionalInt.of(clamp(number > 0 ? number - 1 : tracks + 1 + number));
    }
    String name = line.name().get();
    TreeSet<Integer> lines = number == 1 ? named.get(name + side) : null;
    lines = lines == null ? named.getOrDefault(name, new TreeSet<>()) : lines;
    return OptionalInt.of(clamp(nth(lines, number)));
  }

  /** Beyond the explicit grid every line has every name. */
  private int nth(TreeSet<Integer> lines, int number) {
    if (number > 0) {
      return number <= lines.size()
          ? lines.stream().skip(number - 1L).findFirst().orElse(0)
          : tracks + number - lines.size();
    }
    int back = -number;
    return back <= lines.size()
        ? lines.stream().skip(lines.size() - (long) back).findFirst().orElse(0)
        : -(back - lines.size());
  }

  private int spanTo(int from, GridLine span, boolean forward) {
    Optional<String> name = span.name();
    if (name.isEmpty()) {
      return span.number();
    }
    TreeSet<Integer> lines = named.getOrDefault(name.get(), new TreeSet<>());
    List<Integer> beyond =
        forward
            ? List.copyOf(lines.tailSet(from, false))
            : List.copyOf(lines.headSet(from, false).descendingSet());
    if (span.number() <= beyond.size()) {
      return Math.abs(beyond.get(span.number() - 1) - from);
    }
    int missing = span.number() - beyond.size();
    int edge = forward ? Math.max(from, tracks) : Math.min(from, 0);
    return Math.max(1, Math.abs(edge - from) + missing);
  }

  private static int clamp(int line) {
    return Math.max(-GridLine.MAX, Math.min(GridLine.MAX, line));
  }
}
