package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of {@code grid-template-areas}.
 *
 * @param areas by name
 */
public record GridAreas(int rows, int columns, Map<String, Area> areas) {
  public static final GridAreas NONE = new GridAreas(0, 0, Map.of());

  private static final Pattern ROW = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  /** The lines around an area; the first line is 0. */
  public record Area(int rowStart, int rowEnd, int columnStart, int columnEnd) {
    Area with(int row, int column) {
      return new Area(
          Math.min(rowStart, row),
          Math.max(rowEnd, row + 1),
          Math.min(columnStart, column),
          Math.max(columnEnd, column + 1));
    }
  }

  /** Empty unless all rows have the same length. */
  public static Optional<GridAreas> parse(String value) {
    Matcher matcher = ROW.matcher(value);
    List<String[]> rows = new ArrayList<>();
    while (matcher.find() && rows.size() < GridLine.MAX) {
      String row = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      rows.add(row.strip().split("\\s+"));
    }
    if (rows.isEmpty()) {
      return value.strip().equalsIgnoreCase("none") || value.isBlank()
          ? Optional.of(NONE)
          : Optional.empty();
    }
    int columns = rows.get(0).length;
    Map<String, Area> areas = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).length != columns) {
        return Optional.empty();
      }
      for (int column = 0; column < columns; column++) {
        String name = rows.get(row)[column];
        if (!name.startsWith(".")) {
          Area one = new Area(row, row + 1, column, column + 1);
          int line = row;
          int across = column;
          areas.compute(name, (same, before) -> before == null ? one : before.with(line, across));
        }
      }
    }
    return Optional.of(new GridAreas(rows.size(), columns, areas));
  }
}
