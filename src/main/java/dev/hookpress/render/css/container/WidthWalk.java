package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.StyledDocument;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Budget;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Measurer;
import dev.hookpress.render.css.measure.Replaced;
import dev.hookpress.render.css.measure.TableContent;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * Walks down the tree to containers only, with the width of each box on the way: CSS 2.1, section
 * 10.3.
 */
final class WidthWalk {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
  private static final String TOO_MUCH =
      "Flex and grid containers that take too long to lay out are laid out as blocks";

  private final StyledDocument styled;
  private final Measurer measurer;
  private final Set<Element> wanted;
  private final Boxes boxes;
  private final ContainerBoxes containers;
  private boolean exceeded;

  WidthWalk(StyledDocument styled, Measurer measurer, Set<Element> wanted) {
    this.styled = styled;
    this.measurer = measurer;
    this.wanted = wanted;
    this.boxes = new Boxes(styled);
    this.containers = new ContainerBoxes(boxes, measurer, styled.page().areaHeight());
  }

  /** Whether an element's width is a keyword that the engine does not support. */
  static boolean needsWidth(ComputedStyle style) {
    String width = style.get("width");
    return width.endsWith("-content")
        || style.get("max-width").endsWith("-content")
        || style.get("min-width").endsWith("-content")
        || !style.is("aspect-ratio", "auto")
        || isCentred(style);
  }

  /**
   * Whether the box is to be centred: the engine does not centre a box narrowed by {@code
   * max-width}.
   */
  private static boolean isCentred(ComputedStyle style) {
    return style.is("margin-left", "auto")
        && style.is("margin-right", "auto")
        && style.is("width", "auto")
        && !style.is("max-width", "none");
  }

  List<String> warnings() {
    return exceeded ? List.of(TOO_MUCH) : List.of();
  }

  void run() {
    Element root = styled.document().selectFirst("html");
    if (root != null) {
      child(root, styled.page().areaWidth(), OptionalDouble.of(styled.page().areaHeight()));
    }
  }

  /**
   * Lays out the content of an element.
   *
   * @param width of its content box
   * @param height of its content box, if definite
   */
  private void inside(Element element, double width, OptionalDouble height) {
    ComputedStyle style = styled.style(element);
    if (ItemTree.isContainer(style)) {
      container(element, width, height);
    } else if (Children.isTable(style)) {
      table(element, width);
    } else {
      flow(element, width, height);
    }
  }

  private void flow(Element element, double width, OptionalDouble height) {
    for (Element child : List.copyOf(element.children())) {
      if (wanted.contains(child)) {
        child(child, width, height);
      }
    }
  }

  private void child(Element child, double width, OptionalDouble height) {
    ComputedStyle style = styled.style(child);
    if (Children.isHidden(child, style)) {
      return;
    }
    boolean inline = style.is("display", "inline") || style.is("display", "contents");
    if (inline && !Children.isFloat(style) && !Children.isOutOfFlow(style)) {
      flow(child, width, height);
      return;
    }
    try {
      Item item = measurer.item(child, OptionalDouble.of(width));
      double outer = outer(child, style, item, width);
      BoxStyle box = item.box();
      declareSize(child, style, item, outer);
      OptionalDouble definite = box.outer(box.height().resolve(height), box.frame().vertical());
      if (definite.isPresent() && box.height().percent() > 0 && !isRoot(child)) {
        asBorderBox(child, box, definite.getAsDouble(), outer);
      }
      double inner = Math.max(0, outer - box.frame().horizontal());
      OptionalDouble innerHeight =
          definite.isPresent()
              ? OptionalDouble.of(Math.max(0, definite.getAsDouble() - box.frame().vertical()))
              : UNKNOWN;
      inside(child, inner, innerHeight);
    } catch (Budget.Exceeded e) {
      asBlocks(child);
    }
  }

  private double outer(Element child, ComputedStyle style, Item item, double width) {
    BoxStyle box = item.box();
    OptionalDouble base = OptionalDouble.of(width);
    double available = Math.max(0, width - box.margin().resolve(base).horizontal());
    boolean shrinks =
        Children.isFloat(style)
            || Children.isOutOfFlow(style)
            || style.get("display").startsWith("inline")
            || Children.isTable(style)
            || Replaced.isReplaced(child)
            || !box.width().isAuto();
    return shrinks ? item.fitWidth(available, base) : box.clampWidth(available, base);
  }

  /** Declares sizes that the engine cannot compute itself. */
  private void declareSize(Element child, ComputedStyle style, Item item, double outer) {
    boolean shrinks = Children.isFloat(style) || style.get("display").startsWith("inline");
    boolean container = ItemTree.isContainer(style);
    BoxStyle box = item.box();
    if (isKeyword(box.width())
        || isKeyword(box.maxWidth())
        || isKeyword(box.minWidth())
        || isCentred(style) && style.is("display", "block")
        || container && (shrinks || Children.isOutOfFlow(style)) && box.width().isAuto()) {
      boxes.set(child, "box-sizing", "border-box");
      boxes.set(child, "width", outer);
      boxes.set(child, "min-width", "");
      boxes.set(child, "max-width", "");
    }
    if (box.aspectRatio().isPresent() && box.height().isAuto() && !Replaced.isReplaced(child)) {
      boxes.set(child, "min-height", Math.max(0, box.heightFor(outer) - box.frame().vertical()));
    }
  }

  private static boolean isRoot(Element element) {
    return element.normalName().equals("html") || element.normalName().equals("body");
  }

  /** Declares the border box's size: the engine takes percentages of its parent's border box. */
  private void asBorderBox(Element child, BoxStyle box, double height, double width) {
    boxes.set(child, "box-sizing", "border-box");
    boxes.set(child, "height", height);
    if (!box.width().isAuto()) {
      boxes.set(child, "width", width);
    }
  }

  private static boolean isKeyword(Dimension dimension) {
    return !dimension.isAuto() && !dimension.isLength();
  }

  private void table(Element table, double width) {
    TableContent content = measurer.table(table);
    double[] widths = content.columnWidths(width);
    for (TableContent.Cell cell : content.cells()) {
      if (wanted.contains(cell.element())) {
        double frame = cell.item().box().frame().horizontal();
        double inner = Math.max(0, content.width(cell, widths) - frame);
        inside(cell.element(), inner, UNKNOWN);
      }
    }
  }

  private void container(Element element, double width, OptionalDouble height) {
    try {
      containers
          .layOut(element, width, height)
          .forEach(
              placed -> {
                if (wanted.contains(placed.element())) {
                  inItem(placed);
                }
              });
      outOfFlow(element, width, height);
    } catch (Budget.Exceeded e) {
      asBlocks(element);
    }
  }

  private void inItem(Placed placed) {
    BoxStyle box = placed.item().box();
    double width = Math.max(0, placed.rect().width() - box.frame().horizontal());
    boolean tall =
        placed.rect().height() > placed.item().contentHeight(placed.rect().width()) + 1.5;
    OptionalDouble height =
        !box.height().isAuto() || tall
            ? OptionalDouble.of(Math.max(0, placed.rect().height() - box.frame().vertical()))
            : UNKNOWN;
    inside(placed.element(), width, height);
  }

  private void outOfFlow(Element element, double width, OptionalDouble height) {
    for (Element child : List.copyOf(element.children())) {
      if (wanted.contains(child) && Children.isOutOfFlow(styled.style(child))) {
        child(child, width, height);
      }
    }
  }

  /** Lays out the container's items as blocks, as the engine does by default. */
  private void asBlocks(Element element) {
    exceeded = true;
    for (Element below : element.getAllElements()) {
      ComputedStyle style = styled.style(below);
      if (ItemTree.isContainer(style)) {
        boxes.set(below, "display", "block");
      }
    }
  }
}
