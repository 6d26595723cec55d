package dev.hookpress.render.css.container;

import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.layout.GridArea;
import dev.hookpress.render.css.layout.GridResult;
import dev.hookpress.render.css.layout.Rect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jsoup.nodes.Element;

/**
 * Writes a grid's rows: each as a {@link RowTable} if no item spans into the next one; rows joined
 * by spanning items become one table with spans.
 */
final class GridRows {
  private static final double ROUNDING = 0.05;
  private static final double DOUBT = 1.5;

  private final Boxes boxes;
  private final ItemBox items;
  private final RowTable lines;
  private final Budget budget;

  GridRows(Boxes boxes, ItemBox items, RowTable lines, Budget budget) {
    this.boxes = boxes;
    this.items = items;
    this.lines = lines;
    this.budget = budget;
  }

  /**
   * Moves the items into the container's tables.
   *
   * @param placed in the order of the grid's areas
   * @param natural the heights of the rows that their items need
   */
  void write(Element container, List<Placed> placed, GridResult grid, double[] natural) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < placed.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(index -> grid.areas().get(index).row()));
    double at = 0;
    for (int next = 0; next < order.size(); ) {
      int row = grid.areas().get(order.get(next)).row();
      int end = row + 1;
      List<Integer> band = new ArrayList<>();
      for (; next < order.size() && grid.areas().get(order.get(next)).row() < end; next++) {
        GridArea area = grid.areas().get(order.get(next));
        end = Math.max(end, area.row() + area.rows());
        band.add(order.get(next));
      }
      at = write(container, placed, band, new Rows(row, end, at), grid, natural);
    }
  }

  /**
   * A group of rows.
   *
   * @param end one after the last row joined to the first
   * @param at where the previous row ended
   */
  private record Rows(int start, int end, double at) {}

  /** Returns where the rows end. */
  private double write(
      Element container,
      List<Placed> placed,
      List<Integer> band,
      Rows span,
      GridResult grid,
      double[] natural) {
    GridResult.Track first = grid.rows().get(span.start());
    double top = first.start() - span.at();
    if (span.end() - span.start() == 1 && !overlap(band, grid.areas())) {
      List<Placed> line =
          band.stream()
              .map(placed::get)
              .sorted(Comparator.comparingDouble(one -> one.rect().x()))
              .toList();
      boolean forced = first.size() > natural[span.start()] + DOUBT;
      lines.write(container, new RowTable.Line(line, top, first.size(), forced));
    } else {
      spanning(container, band.stream().map(placed::get).toList(), band, grid, top, natural);
    }
    return grid.rows().get(span.end() - 1).end();
  }

  private static boolean overlap(List<Integer> band, List<GridArea> areas) {
    List<GridArea> sorted =
        band.stream().map(areas::get).sorted(Comparator.comparingInt(GridArea::column)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      GridArea before = sorted.get(i - 1);
      if (sorted.get(i).column() < before.column() + before.columns()) {
        return true;
      }
    }
    return false;
  }

  private static GridResult.Track across(GridArea area, GridResult grid) {
    double start = grid.columns().get(area.column()).start();
    return new GridResult.Track(
        start, grid.columns().get(area.column() + area.columns() - 1).end() - start);
  }

  private static GridResult.Track down(GridArea area, GridResult grid) {
    double start = grid.rows().get(area.row()).start();
    return new GridResult.Track(start, grid.rows().get(area.row() + area.rows() - 1).end() - start);
  }

  /** The content of a cell in a table with spans. */
  private record Piece(
      Placed placed, int column, int columns, int row, int rows, double x, double height) {}

  private void spanning(
      Element container,
      List<Placed> placed,
      List<Integer> band,
      GridResult grid,
      double top,
      double[] natural) {
    TreeSet<Double> xs = new TreeSet<>();
    TreeSet<Double> ys = new TreeSet<>();
    for (int index : band) {
      GridResult.Track wide = across(grid.areas().get(index), grid);
      GridResult.Track high = down(grid.areas().get(index), grid);
      xs.addAll(List.of(wide.start(), wide.end()));
      ys.addAll(List.of(high.start(), high.end()));
    }
    List<Double> columns = merged(xs);
    List<Double> rows = merged(ys);
    budget.spend((long) columns.size() * rows.size() * 4 + (long) band.size() * rows.size());
    Piece[][] taken = new Piece[rows.size() - 1][columns.size() - 1];
    List<Placed> above = new ArrayList<>();
    for (int i = 0; i < band.size(); i++) {
      Piece piece = piece(placed.get(i), grid.areas().get(band.get(i)), grid, columns, rows);
      if (!take(taken, piece)) {
        above.add(placed.get(i));
      }
    }
    Element table = table(container, columns, top);
    for (int row = 0; row < rows.size() - 1; row++) {
      Element line = boxes.add(table, "table-row");
      boxes.set(line, "break-inside", "auto");
      boolean empty = true;
      for (int column = 0; column < columns.size() - 1; column++) {
        Piece piece = taken[row][column];
        if (piece == null) {
          boxes.add(line, "table-cell");
        } else if (piece.row() == row && piece.column() == column) {
          cell(line, piece);
          empty &= piece.rows() > 1;
        }
      }
      double size = rows.get(row + 1) - rows.get(row);
      if (empty) {
        boxes.set(line, "height", Math.max(0, isGap(rows.get(row), grid) ? size : size - DOUBT));
      } else if (isForced(rows.get(row), grid, natural)) {
        boxes.set(line, "height", size);
      }
    }
    above.forEach(one -> overlay(container, one));
  }

  private static boolean isGap(double start, GridResult grid) {
    return grid.rows().stream().noneMatch(row -> Math.abs(row.start() - start) < ROUNDING);
  }

  private static boolean isForced(double start, GridResult grid, double[] natural) {
    for (int i = 0; i < natural.length; i++) {
      if (Math.abs(grid.rows().get(i).start() - start) < ROUNDING) {
        return grid.rows().get(i).size() > natural[i] + DOUBT;
      }
    }
    return false;
  }

  private static List<Double> merged(TreeSet<Double> edges) {
    List<Double> merged = new ArrayList<>();
    for (double edge : edges) {
      if (merged.isEmpty() || edge - merged.get(merged.size() - 1) > ROUNDING) {
        merged.add(edge);
      }
    }
    if (merged.size() == 1) {
      merged.add(merged.get(0));
    }
    return merged;
  }

  private static int index(List<Double> edges, double edge) {
    int best = 0;
    for (int i = 0; i < edges.size(); i++) {
      if (Math.abs(edges.get(i) - edge) < Math.abs(edges.get(best) - edge)) {
        best = i;
      }
    }
    return best;
  }

  private static Piece piece(
      Placed placed, GridArea area, GridResult grid, List<Double> columns, List<Double> rows) {
    GridResult.Track wide = across(area, grid);
    GridResult.Track high = down(area, grid);
    int column = Math.min(index(columns, wide.start()), columns.size() - 2);
    int row = Math.min(index(rows, high.start()), rows.size() - 2);
    return new Piece(
        placed,
        column,
        Math.max(1, index(columns, wide.end()) - column),
        row,
        Math.max(1, index(rows, high.end()) - row),
        wide.start(),
        high.size());
  }

  private static boolean take(Piece[][] taken, Piece piece) {
    for (int row = piece.row(); row < piece.row() + piece.rows(); row++) {
      for (int column = piece.column(); column < piece.column() + piece.columns(); column++) {
        if (taken[row][column] != null) {
          return false;
        }
      }
    }
    for (int row = piece.row(); row < piece.row() + piece.rows(); row++) {
      for (int column = piece.column(); column < piece.column() + piece.columns(); column++) {
        taken[row][column] = piece;
      }
    }
    return true;
  }

  private Element table(Element container, List<Double> columns, double top) {
    Element table = boxes.add(container, "table");
    boxes.set(table, "table-layout", "fixed");
    boxes.set(table, "border-collapse", "separate");
    boxes.set(table, "border-spacing", "0px");
    boxes.set(table, "-fs-table-paginate", "auto");
    boxes.place(table, columns.get(0), columns.get(columns.size() - 1));
    if (top != 0) {
      boxes.set(table, "margin-top", top);
    }
    for (int i = 1; i < columns.size(); i++) {
      Element column = boxes.add(table, "table-column");
      boxes.set(column, "width", columns.get(i) - columns.get(i - 1));
    }
    return table;
  }

  private void cell(Element row, Piece piece) {
    items.cell(
        row,
        piece.placed(),
        piece.x(),
        piece.placed().rect().right() - piece.x(),
        new RowTable.Line(List.of(piece.placed()), 0, piece.height(), false));
    Element cell = row.lastElementChild();
    if (piece.columns() > 1) {
      boxes.set(cell, "-fs-table-cell-colspan", Integer.toString(piece.columns()));
    }
    if (piece.rows() > 1) {
      boxes.set(cell, "-fs-table-cell-rowspan", Integer.toString(piece.rows()));
    }
  }

  /** Positions an item that overlaps another one, which is impossible in the flow. */
  private void overlay(Element container, Placed placed) {
    Element element = placed.element();
    Rect rect = placed.rect();
    container.appendChild(element);
    items.block(placed, 0, rect.width() + RowTable.slack(placed));
    boxes.set(element, "position", "absolute");
    boxes.set(element, "left", rect.x());
    boxes.set(element, "top", rect.y());
    boxes.set(element, "min-height", rect.height());
    if (boxes.style(container).is("position", "static")) {
      boxes.set(container, "position", "relative");
    }
  }
}
