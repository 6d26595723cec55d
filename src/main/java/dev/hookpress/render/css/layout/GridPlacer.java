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

  private record Wish(int index, int order, GridLines.Range major, GridLines.Range minor) {}

  GridPlacer(boolean columnFlow, boolean dense, Budget budget) {
    this.columnFlow = columnFlow;
    this.dense = dense;
    this.budget = budget;
  }

  Placed place(List<Item> items, GridLines rows, int rowCount, GridLines columns, int columnCount) {
    List<Wish> wishes = new ArrayList<>();
    minorEnd = columnFlow ? rowCount : columnCount;
    for (int i = 0; i < items.size(); i++) {
      budget.spend(16);
      GridPlacement asked = items.get(i).placement();
      GridLines.Range row = rows.resolve(asked.rowStart(), asked.rowEnd());
      GridLines.Range column = columns.resolve(asked.columnStart(), asked.columnEnd());
      Wish wish =
          new Wish(i, items.get(i).order(), columnFlow ? column : row, columnFlow ? row : column);
      wishes.add(wish);
      minorStart = Math.min(minorStart, wish.minor().start().orElse(0));
      majorStart = Math.min(majorStart, wish.major().start().orElse(0));
      minorEnd = Math.max(minorEnd, wish.minor().start().orElse(0) + wish.minor().span());
    }
    wishes.sort(Comparator.comparingInt(Wish::order));
    cursorMajor = majorStart;
    cursorMinor = minorStart;
    GridArea[] areas = new GridArea[items.size()];
    placeFixed(wishes, areas);
    for (Wish wish : wishes) {
      if (wish.major().start().isEmpty()) {
        areas[wish.index()] = wish.minor().start().isPresent() ? atMinor(wish) : anywhere(wish);
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
  private void placeFixed(List<Wish> wishes, GridArea[] areas) {
    for (Wish wish : wishes) {
      OptionalInt major = wish.major().start();
      OptionalInt minor = wish.minor().start();
      if (major.isPresent() && minor.isPresent()) {
        areas[wish.index()] = take(wish, major.getAsInt(), minor.getAsInt());
      }
    }
    for (Wish wish : wishes) {
      OptionalInt major = wish.major().start();
      if (major.isEmpty() || wish.minor().start().isPresent()) {
        continue;
      }
      int at = dense ? minorStart : rowCursors.getOrDefault(major.getAsInt(), minorStart);
      while (!isFree(wish, major.getAsInt(), at)) {
        at++;
      }
      minorEnd = Math.max(minorEnd, at + wish.minor().span());
      areas[wish.index()] = take(wish, major.getAsInt(), at);
      rowCursors.put(major.getAsInt(), at + wish.minor().span());
    }
  }

  private GridArea atMinor(Wish wish) {
    int minor = wish.minor().start().getAsInt();
    int major = majorStart;
    if (!dense) {
      major = minor < cursorMinor ? cursorMajor + 1 : cursorMajor;
    }
    while (!isFree(wish, major, minor)) {
      major++;
    }
    cursorMajor = major;
    cursorMinor = minor;
    return take(wish, major, minor);
  }

  private GridArea anywhere(Wish wish) {
    int span = wish.minor().span();
    int major = dense ? majorStart : cursorMajor;
    int minor = dense ? minorStart : cursorMinor;
    while (true) {
      if (minor + span > minorEnd && minor > minorStart) {
        major++;
        minor = minorStart;
      } else if (isFree(wish, major, minor)) {
        break;
      } else {
        minor++;
      }
    }
    cursorMajor = major;
    cursorMinor = minor + span;
    return take(wish, major, minor);
  }

  private boolean isFree(Wish wish, int major, int minor) {
    for (int line = major; line < major + wish.major().span(); line++) {
      budget.spend(1);
      BitSet row = taken.get(line);
      if (row != null) {
        int from = minor - minorStart;
        int next = row.nextSetBit(from);
        if (next >= 0 && next < from + wish.minor().span()) {
          return false;
        }
      }
    }
    return true;
  }

  private GridArea take(Wish wish, int major, int minor) {
    int from = minor - minorStart;
    for (int line = major; line < major + wish.major().span(); line++) {
      budget.spend(2 + wish.minor().span() / 64);
      taken.computeIfAbsent(line, missing -> new BitSet()).set(from, from + wish.minor().span());
    }
    return columnFlow
        ? new GridArea(minor, wish.minor().span(), major, wish.major().span())
        : new GridArea(major, wish.major().span(), minor, wish.minor().span());
  }
}
