package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.columns.ListNumbers;
import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.FlexContainer;
import dev.hookpress.render.css.layout.FlexLayout;
import dev.hookpress.render.css.layout.FlexResult;
import dev.hookpress.render.css.layout.GridContainer;
import dev.hookpress.render.css.layout.GridLayout;
import dev.hookpress.render.css.layout.GridResult;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Rect;
import dev.hookpress.render.css.layout.Space;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.StyleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/** Lays out one container and moves its items into the resulting boxes. */
final class ContainerBoxes {
  private static final double DOUBT = 1.5;

  /** A fraction of the page's height: lower lines are not broken across pages. */
  private static final double UNBROKEN = 0.25;

  private final Boxes boxes;
  private final Measurer measurer;
  private final RowTable lines;
  private final Stack stack;
  private final GridRows rows;

  ContainerBoxes(Boxes boxes, Measurer measurer, double pageHeight) {
    this.boxes = boxes;
    this.measurer = measurer;
    ItemBox items = new ItemBox(boxes);
    this.lines = new RowTable(boxes, items, pageHeight * UNBROKEN);
    this.stack = new Stack(boxes, items);
    this.rows = new GridRows(boxes, items, lines, measurer.budget());
  }

  /** Returns the positions of the items. */
  List<Placed> layOut(Element container, double width, OptionalDouble height) {
    ComputedStyle style = boxes.style(container);
    ListNumbers.fix(container);
    List<Element> elements = measurer.itemElements(container);
    List<Item> items = measurer.items(container, OptionalDouble.of(width));
    Space space = space(container, width, height);
    List<Placed> placed =
        StyleReader.isFlex(style)
            ? flex(container, style, elements, items, space)
            : grid(container, style, elements, items, space);
    String display = boxes.declared(container, "display");
    if (display.endsWith("flex") || display.endsWith("grid")) {
      boxes.set(container, "display", display.startsWith("inline") ? "inline-block" : "block");
    }
    return placed;
  }

  private Space space(Element container, double width, OptionalDouble height) {
    BoxStyle box = measurer.box(container, OptionalDouble.empty());
    double frame = box.frame().vertical();
    OptionalDouble none = OptionalDouble.empty();
    return new Space(
        width,
        height,
        Math.max(0, box.clampHeight(0, none) - frame),
        Math.max(0, box.clampHeight(1e7, none) - frame));
  }

  private List<Placed> flex(
      Element container,
      ComputedStyle style,
      List<Element> elements,
      List<Item> items,
      Space space) {
    FlexContainer flex = StyleReader.flex(style);
    FlexLayout layout = new FlexLayout(flex, items, measurer.budget());
    FlexResult result = layout.layOut(space);
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Align align = items.get(i).alignSelf().or(flex.alignItems());
      placed.add(new Placed(elements.get(i), items.get(i), result.rects().get(i), align));
    }
    if (!flex.isRow()) {
      column(container, flex, placed, result, space);
      return placed;
    }
    double at = 0;
    for (FlexResult.Line line : result.lines()) {
      List<Placed> items2 =
          line.items().stream()
              .map(placed::get)
              .sorted(Comparator.comparingDouble(one -> one.rect().x()))
              .toList();
      boolean forced = line.size() > natural(items2) + DOUBT;
      lines.write(container, new RowTable.Line(items2, line.offset() - at, line.size(), forced));
      at = line.offset() + line.size();
    }
    return placed;
  }

  /** The height of a line that fits its items. */
  private static double natural(List<Placed> items) {
    double natural = 0;
    for (Placed one : items) {
      double margin = one.item().box().margin().resolve(OptionalDouble.empty()).vertical();
      natural = Math.max(natural, ownHeight(one) + margin);
    }
    return natural;
  }

  private static double ownHeight(Placed placed) {
    return placed.stretches()
        ? placed
            .item()
            .box()
            .clampHeight(placed.item().contentHeight(placed.rect().width()), OptionalDouble.empty())
        : placed.rect().height();
  }

  private void column(
      Element container, FlexContainer flex, List<Placed> placed, FlexResult result, Space space) {
    double gap = flex.rowGap().orZero(space.height());
    if (result.lines().size() > 1) {
      columns(container, placed, result, gap);
      return;
    }
    List<Placed> sorted =
        placed.stream().sorted(Comparator.comparingDouble(one -> one.rect().y())).toList();
    double needed = gap * Math.max(0, sorted.size() - 1);
    for (Placed one : sorted) {
      double margin = one.item().box().margin().resolve(OptionalDouble.empty()).vertical();
      BoxStyle box = one.item().box();
      double own =
          box.height().resolve(space.height()).isPresent()
              ? one.rect().height()
              : one.item().contentHeight(one.rect().width());
      needed += own + margin;
    }
    boolean roomy = result.height() > needed + DOUBT;
    OptionalDouble height = roomy ? OptionalDouble.of(result.height()) : OptionalDouble.empty();
    stack.write(container, sorted, gap, space.width(), height);
  }

  /** Writes several columns side by side. */
  private void columns(Element container, List<Placed> placed, FlexResult result, double gap) {
    List<FlexResult.Line> sorted =
        result.lines().stream()
            .sorted(Comparator.comparingDouble(FlexResult.Line::offset))
            .toList();
    Element table = boxes.add(container, "table");
    boxes.set(table, "table-layout", "fixed");
    boxes.set(table, "border-collapse", "separate");
    boxes.set(table, "border-spacing", "0px");
    FlexResult.Line last = sorted.get(sorted.size() - 1);
    boxes.set(table, "width", last.offset() + last.size());
    List<Double> widths = new ArrayList<>();
    double at = 0;
    for (FlexResult.Line line : sorted) {
      widths.add(Math.max(0, line.offset() - at));
      widths.add(line.size());
      at = line.offset() + line.size();
    }
    widths.forEach(width -> boxes.set(boxes.add(table, "table-column"), "width", width));
    Element row = boxes.add(table, "table-row");
    for (FlexResult.Line line : sorted) {
      boxes.add(row, "table-cell");
      Element cell = boxes.add(row, "table-cell");
      boxes.set(cell, "vertical-align", "top");
      List<Placed> own = new ArrayList<>();
      for (int index : line.items()) {
        Placed one = placed.get(index);
        Rect rect = one.rect();
        Rect moved = new Rect(rect.x() - line.offset(), rect.y(), rect.width(), rect.height());
        own.add(new Placed(one.element(), one.item(), moved, one.align()));
      }
      own.sort(Comparator.comparingDouble(one -> one.rect().y()));
      stack.write(cell, own, gap, line.size(), OptionalDouble.empty());
    }
  }

  private List<Placed> grid(
      Element container,
      ComputedStyle style,
      List<Element> elements,
      List<Item> items,
      Space space) {
    GridContainer grid = StyleReader.grid(style);
    GridResult result = new GridLayout(grid, items, measurer.budget()).layOut(space);
    List<Placed> placed = new ArrayList<>();
    double[] natural = new double[result.rows().size()];
    for (int i = 0; i < items.size(); i++) {
      Align align = items.get(i).alignSelf().or(grid.alignItems());
      Placed one = new Placed(elements.get(i), items.get(i), result.rects().get(i), align);
      placed.add(one);
      if (result.areas().get(i).rows() == 1) {
        int row = result.areas().get(i).row();
        natural[row] = Math.max(natural[row], natural(List.of(one)));
      }
    }
    rows.write(container, placed, result, natural);
    return placed;
  }
}
