package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Rect;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Replaced;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * One line of items: a table of one row, with a cell for each item and each space between items.
 * The engine breaks such a table across pages within its cells, and paints their backgrounds on
 * each page.
 */
final class RowTable {
  /** Text that fits to the hundredth of a pixel may not fit in the engine's arithmetic. */
  private static final double SLACK = 0.6;

  private static final double ROUNDING = 0.05;

  private final Boxes boxes;
  private final ItemBox items;
  private final double unbroken;

  /**
   * @param unbroken rows lower than this are not broken across pages
   */
  RowTable(Boxes boxes, ItemBox items, double unbroken) {
    this.boxes = boxes;
    this.items = items;
    this.unbroken = unbroken;
  }

  /**
   * @param top the space above
   * @param size the line's height
   * @param forced whether it is higher than its items need
   */
  record Line(List<Placed> items, double top, double size, boolean forced) {}

  private record Cell(double start, double width, Placed placed) {}

  /** Appends the line to the container and moves its items into it. */
  Element write(Element container, Line line) {
    List<Cell> cells = cells(line.items());
    Element table = boxes.add(container, "table");
    boxes.set(table, "table-layout", "fixed");
    boxes.set(table, "border-collapse", "separate");
    boxes.set(table, "border-spacing", "0px");
    boxes.set(table, "-fs-table-paginate", "auto");
    double start = cells.get(0).start();
    Cell last = cells.get(cells.size() - 1);
    boxes.place(table, start, last.start() + last.width());
    if (line.top() != 0) {
      boxes.set(table, "margin-top", line.top());
    }
    if (line.forced()) {
      // Rounding would move a table of exactly the page's height to the next page.
      boxes.set(table, "height", Math.max(0, line.size() - 1));
    }
    columns(table, cells);
    Element row = boxes.add(table, "table-row");
    pageBreaks(table, row, line);
    double at = start;
    for (Cell cell : cells) {
      if (cell.start() > at + ROUNDING) {
        boxes.add(row, "table-cell");
      }
      at = cell.start() + cell.width();
      items.cell(row, cell.placed(), cell.start(), cell.width(), line);
    }
    return table;
  }

  private List<Cell> cells(List<Placed> placed) {
    List<Cell> cells = new ArrayList<>();
    double at = Double.NEGATIVE_INFINITY;
    double slack = 0;
    for (Placed one : placed) {
      Rect rect = one.rect();
      double late = at - rect.x();
      // Slack shifts the items after it, unless a gap absorbs it.
      Placed moved = late > 0 && late <= slack + ROUNDING ? one.movedBy(late) : one;
      slack = Math.max(0, late > slack + ROUNDING ? slack : late) + slack(one);
      double start = Math.max(at, moved.rect().x());
      double width = Math.max(0, moved.rect().right() - start) + slack(one);
      cells.add(new Cell(start, width, moved));
      at = start + width;
    }
    return cells;
  }

  /** The extra width that keeps an item's lines from breaking. */
  static double slack(Placed placed) {
    double width = placed.rect().width();
    return Math.abs(width - placed.item().maxContentWidth()) < SLACK && !isFixed(placed)
        ? SLACK
        : 0;
  }

  private static boolean isFixed(Placed placed) {
    return placed.item().box().width().isLength() || Replaced.isReplaced(placed.element());
  }

  private void columns(Element table, List<Cell> cells) {
    double at = cells.get(0).start();
    for (Cell cell : cells) {
      if (cell.start() > at + ROUNDING) {
        boxes.set(boxes.add(table, "table-column"), "width", cell.start() - at);
      }
      boxes.set(boxes.add(table, "table-column"), "width", cell.width());
      at = cell.start() + cell.width();
    }
  }

  private void pageBreaks(Element table, Element row, Line line) {
    boolean keep = line.size() < unbroken;
    for (Placed placed : line.items()) {
      ComputedStyle style = boxes.style(placed.element());
      keep |= style.get("break-inside").startsWith("avoid");
      for (String side : List.of("before", "after")) {
        String value = style.get("break-" + side);
        if (value.equals("page") || value.equals("left") || value.equals("right")) {
          boxes.set(table, "break-" + side, value);
        }
      }
    }
    boxes.set(row, "break-inside", keep ? "avoid" : "auto");
  }

  /** Whether the item itself can be the cell. */
  static boolean canBeCell(Placed placed, ComputedStyle style) {
    BoxStyle box = placed.item().box();
    return placed.stretches()
        && box.margin().top().pixels() == 0
        && box.margin().bottom().pixels() == 0
        && box.maxHeight().isAuto()
        && !box.clipped()
        && style.is("transform", "none")
        && !Replaced.isReplaced(placed.element())
        && !Children.isTable(style)
        && switch (placed.element().normalName()) {
          case "hr", "fieldset", "button", "ol", "ul", "li" -> false;
          default -> true;
        };
  }
}
