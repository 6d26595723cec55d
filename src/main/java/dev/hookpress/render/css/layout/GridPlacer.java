package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Places the items: CSS Grid 1, section 8.5. "Major" is the axis along which auto-placement
 * proceeds row by row (or column by column), "minor" the one within such a row.
 */
final class GridPlacer {
  private final boolean columnFlow;
  private final boolean dense;
  private final Budget budget;

  private final Map<Integer, BitSet> taken = new HashMap<>();
  private final Map<Integer, Integer> rowCursors = new HashMap<>();

  /** The minor line of bit 0 in a bit set: lines before the first explicit one are negative. */
  private int minorStart;

  private int minorEnd;
  private int majorStart;
  private int cursorMajor;
  private int cursorMinor;

  /**
   * All areas, and the number of implicit tracks before the explicit ones.
   *
   * @param areas in the items' order
   */
  record Placed(List<GridArea> areas, int rowsBefore, int columnsBefore) {}

  private record Request(int index, int order, GridLines.Range major, GridLines.Range minor) {}

  GridPlacer(boolean columnFlow, boolean dense, Budget budget) {
    this.columnFlow = columnFlow;
    this.dense = dense;
    this.budget = budget;
  }

  Placed place(List<Item> items, GridLines rows, int rowCount, GridLines columns, int columnCount) {
    List<Request> requests = new ArrayList<>();
    minorEnd = columnFlow ? rowCount : columnCount;
    for (int i = 0; i < items.size(); i++) {
      budget.spend(16);
      GridPlacement asked = items.get(i).placement();
      GridLines.Range row = rows.resolve(asked.rowStart(), asked.rowEnd());
      GridLines.Range column = columns.resolve(asked.columnStart(), asked.columnEnd());
      Request request =
          new Request(
              i, items.get(i).order(), columnFlow ? column : row, columnFlow ? row : column);
      requests.add(request);
      minorStart = Math.min(minorStart, request.minor().start().orElse(0));
      majorStart = Math.min(majorStart, request.major().start().orElse(0));
      minorEnd = Math.max(minorEnd, request.minor().start().orElse(0) + request.minor().span());
    }
    requests.sort(Comparator.comparingInt(Request::order));
    cursorMajor = majorStart;
    cursorMinor = minorStart;
    GridArea[] areas = new GridArea[items.size()];
    placeFixed(requests, areas);
    for (Request request : requests) {
      if (request.major().start().isEmpty()) {
        areas[request.index()] =
            request.minor().start().isPresent() ? atMinor(request) : anywhere(request);
      }
    }
    int down = -(columnFlow ? minorStart : majorStart);
    int across = -(columnFlow ? majorStart : minorStart);
    List<GridArea> shifted = new ArrayList<>();
    for (GridArea area : areas) {
      shifted.add(area.shifted(down, across));
    }
    return new Placed(shifted, down, across);
  }

  /** Places first the items with both positions, then those with a major one. */
  private void placeFixed(List<Request> requests, GridArea[] areas) {
    for (Request request : requests) {
      OptionalInt major = request.major().start();
      OptionalInt minor = request.minor().start();
      if (major.isPresent() && minor.isPresent()) {
        areas[request.index()] = take(request, major.getAsInt(), minor.getAsInt());
      }
    }
    for (Request request : requests) {
      OptionalInt major = request.major().start();
      if (major.isEmpty() || request.minor().start().isPresent()) {
        continue;
      }
      int at = dense ? minorStart : rowCursors.getOrDefault(major.getAsInt(), minorStart);
      while (!isFree(request, major.getAsInt(), at)) {
        at++;
      }
      minorEnd = Math.max(minorEnd, at + request.minor().span());
      areas[request.index()] = take(request, major.getAsInt(), at);
      rowCursors.put(major.getAsInt(), at + request.minor().span());
    }
  }

  private GridArea atMinor(Request request) {
    int minor = request.minor().start().getAsInt();
    int major = majorStart;
    if (!dense) {
      major = minor < cursorMinor ? cursorMajor + 1 : cursorMajor;
    }
    while (!isFree(request, major, minor)) {
      major++;
    }
    cursorMajor = major;
    cursorMinor = minor;
    return take(request, major, minor);
  }

  private GridArea anywhere(Request request) {
    int span = request.minor().span();
    int major = dense ? majorStart : cursorMajor;
    int minor = dense ? minorStart : cursorMinor;
    while (true) {
      if (minor + span > minorEnd && minor > minorStart) {
        major++;
        minor = minorStart;
      } else if (isFree(request, major, minor)) {
        break;
      } else {
        minor++;
      }
    }
    cursorMajor = major;
    cursorMinor = minor + span;
    return take(request, major, minor);
  }

  private boolean isFree(Request request, int major, int minor) {
    for (int line = major; line < major + request.major().span(); line++) {
      budget.spend(1);
      BitSet row = taken.get(line);
      if (row != null) {
        int from = minor - minorStart;
        int next = row.nextSetBit(from);
        if (next >= 0 && next < from + request.minor().span()) {
          return false;
        }
      }
    }
    return true;
  }

  private GridArea take(Request request, int major, int minor) {
    int from = minor - minorStart;
    for (int line = major; line < major + request.major().span(); line++) {
      budget.spend(2 + request.minor().span() / 64);
      taken.computeIfAbsent(line, missing -> new BitSet()).set(from, from + request.minor().span());
    }
    return columnFlow
        ? new GridArea(minor, request.minor().span(), major, request.major().span())
        : new GridArea(major, request.major().span(), minor, request.minor().span());
  }
}
