package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Content;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Item;
import java.util.ArrayList;
import java.util.Arrays;
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
  private int columns;
  private double[] min;
  private double[] max;
  private double[] percent;

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
    int column = 0;
    for (Node node : Children.inFlow(measurer.styled, row)) {
      if (node instanceof Element cell && column < MAX_COLUMNS) {
        measurer.budget.spend(8);
        int span = Math.min(span(cell), MAX_COLUMNS - column);
        cells.add(new Cell(cell, measurer.item(cell, UNKNOWN), column, span));
        column += span;
      }
    }
    columns = Math.max(columns, column);
    return cells;
  }

  private static int span(Element cell) {
    String value = cell.attr("colspan").strip();
    return value.matches("[1-9]\\d{0,2}") ? Integer.parseInt(value) : 1;
  }

  private void size() {
    min = new double[columns];
    max = new double[columns];
    percent = new double[columns];
    for (boolean spans : new boolean[] {false, true}) {
      for (List<Cell> row : rows) {
        for (Cell cell : row) {
          if (cell.span() > 1 == spans) {
            add(cell);
          }
        }
      }
    }
  }

  private void add(Cell cell) {
    measurer.budget.spend(4);
    // Margins do not apply to cells.
    double margin = cell.item().box().margin().resolve(UNKNOWN).horizontal();
    double least = cell.item().widthContribution(true) - margin;
    // A cell is never narrower than its content, whatever its style says.
    least = Math.max(least, cell.item().content().minWidth() + frame(cell));
    double preferred = Math.max(least, cell.item().widthContribution(false) - margin);
    Dimension asked = cell.item().box().width();
    if (cell.span() == 1) {
      min[cell.column()] = Math.max(min[cell.column()], least);
      max[cell.column()] = Math.max(max[cell.column()], preferred);
      if (asked.isLength()) {
        percent[cell.column()] = Math.max(percent[cell.column()], asked.percent());
      }
      return;
    }
    spread(min, cell, least);
    spread(max, cell, preferred);
  }

  private static double frame(Cell cell) {
    return cell.item().box().frame().horizontal();
  }

  private void spread(double[] sizes, Cell cell, double wanted) {
    double there = spacing * (cell.span() - 1);
    for (int i = cell.column(); i < cell.column() + cell.span(); i++) {
      there += sizes[i];
    }
    for (int i = cell.column(); i < cell.column() + cell.span() && wanted > there; i++) {
      sizes[i] += (wanted - there) / cell.span();
    }
  }

  private double gaps() {
    return columns == 0 ? 0 : spacing * (columns + 1);
  }

  @Override
  public double minWidth() {
    return Arrays.stream(min).sum() + gaps();
  }

  @Override
  public double maxWidth() {
    return Math.max(minWidth(), Arrays.stream(max).sum() + gaps());
  }

  /** The columns' widths for a content box of this width. */
  public double[] columnWidths(double width) {
    double[] widths = min.clone();
    double room = width - gaps();
    double left = room - Arrays.stream(min).sum();
    for (int i = 0; i < columns && left > 0; i++) {
      double more = Math.min(left, Math.max(0, percent[i] * room / 100 - widths[i]));
      widths[i] += more;
      left -= more;
    }
    double wanted = 0;
    for (int i = 0; i < columns; i++) {
      wanted += percent[i] > 0 ? 0 : max[i] - min[i];
    }
    double filled = wanted > 0 ? Math.min(1, Math.max(0, left) / wanted) : 0;
    double total = 0;
    for (int i = 0; i < columns; i++) {
      widths[i] += percent[i] > 0 ? 0 : filled * (max[i] - min[i]);
      left -= percent[i] > 0 ? 0 : filled * (max[i] - min[i]);
      total += percent[i] > 0 ? 0 : max[i];
    }
    for (int i = 0; i < columns && left > 0.01 && total > 0; i++) {
      widths[i] += percent[i] > 0 ? 0 : left * max[i] / total;
    }
    return widths;
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
