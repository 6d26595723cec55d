package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Computes a table's columns by the automatic layout of CSS 2.1, section 17.5.2. */
public final class TableContent implements Content {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  /** Further columns are ignored. */
  private static final int MAX_COLUMNS = 200;

  private final Measurer measurer;
  private final double spacing;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Item> captions = new ArrayList<>();
  private final int[] occupied = new int[MAX_COLUMNS];
  private int columns;
  private ColumnWidths widths;

  /** A cell with its position. */
  public record Cell(Element element, Item item, int column, int span) {}

  TableContent(Measurer measurer, Element table) {
    this.measurer = measurer;
    ComputedStyle style = measurer.styled.style(table);
    boolean collapsed = style.is("border-collapse", "collapse");
    String[] pair = style.get("border-spacing").split(" ");
    this.spacing = collapsed ? 0 : Dimension.parse(pair[0]).orZero(UNKNOWN);
    collect(table, 0);
    size();
  }

  private void collect(Element parent, int depth) {
    for (Node node : Children.inFlow(measurer.styled, parent)) {
      if (!(node instanceof Element child)) {
        continue;
      }
      String display = measurer.styled.style(child).get("display");
      if (display.equals("table-row")) {
        rows.add(row(child));
      } else if (display.equals("table-caption")) {
        captions.add(measurer.item(child, UNKNOWN));
      } else if (display.startsWith("table-") && display.endsWith("-group") && depth == 0) {
        collect(child, 1);
      }
    }
  }

  private List<Cell> row(Element row) {
    List<Cell> cells = new ArrayList<>();
    int column = nextFree(0);
    for (Node node : Children.inFlow(measurer.styled, row)) {
      if (node instanceof Element cell && column < MAX_COLUMNS) {
        measurer.budget.spend(8);
        int span = Math.min(span(cell, "colspan"), MAX_COLUMNS - column);
        cells.add(new Cell(cell, measurer.item(cell, UNKNOWN), column, span));
        Arrays.fill(occupied, column, column + span, span(cell, "rowspan"));
        column = nextFree(column + span);
      }
    }
    for (int i = 0; i < MAX_COLUMNS; i++) {
      columns = occupied[i] > 0 ? Math.max(columns, i + 1) : columns;
      occupied[i] = Math.max(0, occupied[i] - 1);
    }
    return cells;
  }

  /** The next column that no cell of a row above spans. */
  private int nextFree(int from) {
    int column = from;
    while (column < MAX_COLUMNS && occupied[column] > 0) {
      column++;
    }
    return column;
  }

  private static int span(Element cell, String attribute) {
    String value = cell.attr(attribute).strip();
    return value.matches("[1-9]\\d{0,2}") ? Integer.parseInt(value) : 1;
  }

  private void size() {
    widths = new ColumnWidths(columns, spacing);
    List<Cell> spanning = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (Cell cell : row) {
        measurer.budget.spend(4);
        if (cell.span() > 1) {
          spanning.add(cell);
        } else {
          widths.add(cell.column(), wish(cell));
        }
      }
    }
    spanning.sort(Comparator.comparingInt(Cell::span));
    for (Cell cell : spanning) {
      measurer.budget.spend(4L * cell.span());
      widths.add(cell.column(), cell.span(), wish(cell));
    }
  }

  private static ColumnWidths.Wish wish(Cell cell) {
    // Margins do not apply to cells.
    double margin = cell.item().box().margin().resolve(UNKNOWN).horizontal();
    double least = cell.item().widthContribution(true) - margin;
    double frame = cell.item().box().frame().horizontal();
    Dimension asked = cell.item().box().width();
    boolean given = asked.isLength() && asked.percent() == 0 && asked.orZero(UNKNOWN) > 0;
    // A cell is never narrower than its content, whatever its style says.
    double content = cell.item().content().minWidth() + frame;
    double preferred = cell.item().widthContribution(false) - margin;
    return new ColumnWidths.Wish(
        given ? content : Math.max(least, content),
        preferred,
        asked.isLength() ? asked.percent() : 0,
        given);
  }

  private double gaps() {
    return columns == 0 ? 0 : spacing * (columns + 1);
  }

  @Override
  public double minWidth() {
    return widths.least() + gaps();
  }

  @Override
  public double maxWidth() {
    return widths.preferred() + gaps();
  }

  /** The columns' widths for a content box of this width. */
  public double[] columnWidths(double width) {
    return widths.in(width - gaps());
  }

  /** The cells of all rows. */
  public List<Cell> cells() {
    return rows.stream().flatMap(List::stream).toList();
  }

  /** The border box's width of a cell, given the column widths. */
  public double width(Cell cell, double[] widths) {
    double width = spacing * (cell.span() - 1);
    for (int i = cell.column(); i < cell.column() + cell.span(); i++) {
      width += widths[i];
    }
    return width;
  }

  @Override
  public double height(double width) {
    double[] widths = columnWidths(width);
    double total = rows.isEmpty() ? 0 : spacing;
    for (List<Cell> row : rows) {
      double tallest = 0;
      for (Cell cell : row) {
        measurer.budget.spend(4);
        tallest = Math.max(tallest, FlowContent.height(cell.item(), width(cell, widths)));
      }
      total += tallest + spacing;
    }
    for (Item caption : captions) {
      total += FlowContent.height(caption, width);
    }
    return total;
  }
}
