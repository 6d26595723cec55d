package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.columns.ColumnLayout;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.layout.Rect;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Columns;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.StyleReader;
import dev.hookpress.render.css.measure.TableContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Walks down the tree to containers only, with the width of each box on the way: CSS 2.1, section
 * 10.3.
 */
final class WidthWalk {
  /** Tolerance in pixels: heights are estimated before the engine's layout. */
  private static final double DOUBT = 1.5;

  private static final String TOO_MUCH =
      "Flex and grid containers that take too long to lay out are laid out as blocks";

  private final StyledDocument styled;
  private final Measurer measurer;
  private final Set<Element> wanted;
  private final Boxes boxes;
  private final ContainerBoxes containers;
  private final UsedSizes sizes;
  private final StaticPosition statics;
  private final PageOffsets offsets;
  private final PositionedArea page;
  private final Map<Element, Double> queried;
  private boolean hasColumns;
  private boolean exceeded;

  /**
   * @param queried elements whose widths are put into it
   */
  WidthWalk(
      StyledDocument styled,
      Measurer measurer,
      Set<Element> wanted,
      FlowRoots roots,
      Map<Element, Double> queried) {
    this.queried = queried;
    this.styled = styled;
    this.measurer = measurer;
    this.wanted = wanted;
    this.boxes = new Boxes(styled, roots);
    this.containers = new ContainerBoxes(boxes, measurer, styled.page().areaHeight());
    this.sizes = new UsedSizes(boxes);
    this.offsets = new PageOffsets(styled, measurer);
    this.statics = new StaticPosition(boxes);
    this.page = PositionedArea.of(styled.page().areaWidth(), styled.page().areaHeight());
  }

  List<String> warnings() {
    return exceeded ? List.of(TOO_MUCH) : List.of();
  }

  void run() {
    hasColumns = wanted.stream().anyMatch(element -> Columns.isColumns(styled.style(element)));
    Element root = styled.document().selectFirst("html");
    if (root != null) {
      child(root, new Around(page.width(), OptionalDouble.of(page.height()), page));
    }
  }

  /** Lays out the content of an element whose content box is given. */
  private void inside(Element element, Around content) {
    if (queried.containsKey(element)) {
      queried.put(element, content.width());
    }
    ComputedStyle style = styled.style(element);
    if (ItemTree.isContainer(style)) {
      container(element, content);
    } else if (Children.isTable(style)) {
      table(element, content);
    } else {
      Optional<Columns> columns = Columns.of(style, content.width());
      if (columns.isPresent()) {
        columns(element, columns.get(), content);
      } else {
        if (Columns.isColumns(style)) {
          ColumnLayout.withoutColumns(styled, element);
        }
        flow(element, content);
      }
    }
  }

  private void flow(Element element, Around around) {
    offsets.widths().put(element, around.width());
    FloatRoom room = new FloatRoom(boxes, measurer, around.width());
    for (Element child : List.copyOf(element.children())) {
      if (wanted.contains(child)) {
        child(child, room.beside(child, around));
      }
      room.pass(child);
    }
  }

  /** Lays out columns, then what is in them. */
  private void columns(Element element, Columns columns, Around content) {
    ColumnLayout layout =
        new ColumnLayout(styled, measurer, styled.page().areaHeight(), wanted::add);
    double width = content.width();
    List<Element> laidOut = layout.layOut(element, columns, offsets.top(element));
    offsets.heights().put(element, layout.height());
    for (Element box : laidOut) {
      boolean spans = styled.style(box).is("column-span", "all");
      Around inner =
          new Around(spans ? width : columns.width(), OptionalDouble.empty(), content.area());
      if (!spans) {
        flow(box, inner);
      } else if (wanted.contains(box)) {
        child(box, inner);
      }
    }
  }

  private void child(Element child, Around around) {
    ComputedStyle style = styled.style(child);
    if (Children.isHidden(child, style)) {
      return;
    }
    boolean inline = style.is("display", "inline") || style.is("display", "contents");
    if (inline && !Children.isFloat(style) && !Children.isOutOfFlow(style)) {
      flow(child, around);
      return;
    }
    try {
      boolean fixed = style.is("position", "fixed");
      PositionedArea area = fixed ? page : around.area();
      OptionalDouble base =
          OptionalDouble.of(Children.isOutOfFlow(style) ? area.width() : around.width());
      Item item = measurer.item(child, base);
      UsedSizes.Size size =
          sizes.of(child, item, new Around(around.width(), around.height(), area));
      Edges frame = item.box().frame();
      double inner = Math.max(0, size.width() - frame.horizontal());
      OptionalDouble height =
          size.height().isPresent()
              ? OptionalDouble.of(Math.max(0, size.height().getAsDouble() - frame.vertical()))
              : size.height();
      inside(child, new Around(inner, height, area(child, item, size, around.area())));
    } catch (Budget.Exceeded e) {
      asBlocks(child);
    }
  }

  /** The containing block of positioned boxes within an element. */
  private PositionedArea area(
      Element element, Item item, UsedSizes.Size size, PositionedArea outer) {
    ComputedStyle style = styled.style(element);
    if (style.is("position", "static") && style.is("transform", "none")) {
      return outer;
    }
    Edges border = StyleReader.border(style);
    double width = Math.max(0, size.width() - border.horizontal());
    if (size.height().isPresent()) {
      return PositionedArea.of(width, size.height().getAsDouble() - border.vertical());
    }
    BoxStyle box = item.box();
    return PositionedArea.measured(
        width,
        () ->
            box.clampHeight(item.contentHeight(size.width()), OptionalDouble.empty())
                - border.vertical());
  }

  private void table(Element table, Around around) {
    TableContent content = measurer.table(table);
    double[] widths = content.columnWidths(around.width());
    for (TableContent.Cell cell : content.cells()) {
      if (wanted.contains(cell.element())) {
        double outer = content.width(cell, widths);
        double inner = Math.max(0, outer - cell.item().box().frame().horizontal());
        UsedSizes.Size size = new UsedSizes.Size(outer, OptionalDouble.empty());
        PositionedArea area = area(cell.element(), cell.item(), size, around.area());
        inside(cell.element(), new Around(inner, OptionalDouble.empty(), area));
      }
    }
  }

  private void container(Element element, Around around) {
    try {
      if (hasColumns) {
        offsets.heights().put(element, measurer.content(element).height(around.width()));
      }
      List<Placed> items = containers.layOut(element, around.width(), around.height());
      for (Placed placed : items) {
        if (wanted.contains(placed.element())) {
          inItem(placed, around.area());
        }
      }
      for (Element child : List.copyOf(element.children())) {
        if (Children.isOutOfFlow(styled.style(child))) {
          outOfFlow(element, child, around);
        }
      }
    } catch (Budget.Exceeded e) {
      asBlocks(element);
    }
  }

  /** Lays out a child that is no item, at the position that it has as a sole item. */
  private void outOfFlow(Element container, Element child, Around around) {
    if (wanted.contains(child)) {
      child(child, around);
    }
    ComputedStyle style = styled.style(child);
    if (style.is("position", "absolute") && !styled.style(container).is("position", "static")) {
      Item item = measurer.item(child, OptionalDouble.of(around.area().width()));
      statics.place(container, child, item, around);
    }
  }

  private void inItem(Placed placed, PositionedArea outer) {
    Item item = placed.item();
    BoxStyle box = item.box();
    Rect rect = placed.rect();
    double width = Math.max(0, rect.width() - box.frame().horizontal());
    boolean tall = rect.height() > item.contentHeight(rect.width()) + DOUBT;
    OptionalDouble height =
        !box.height().isAuto() || tall || placed.stretches()
            ? OptionalDouble.of(Math.max(0, rect.height() - box.frame().vertical()))
            : OptionalDouble.empty();
    UsedSizes.Size size = new UsedSizes.Size(rect.width(), OptionalDouble.of(rect.height()));
    inside(placed.element(), new Around(width, height, area(placed.element(), item, size, outer)));
  }

  /** Lays out the container's items as blocks, as the engine does by default. */
  private void asBlocks(Element element) {
    exceeded = true;
    ColumnLayout.withoutColumns(styled, element);
    for (Element below : element.getAllElements()) {
      ComputedStyle style = styled.style(below);
      if (ItemTree.isContainer(style)) {
        boxes.set(below, "display", "block");
      }
    }
  }
}
