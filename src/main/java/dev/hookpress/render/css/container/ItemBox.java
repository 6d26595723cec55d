package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Align;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Rect;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Replaced;
import dev.hookpress.render.css.measure.StyleReader;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/** Gives an item its computed box. */
final class ItemBox {
  private static final double ROUNDING = 0.05;

  /** Tolerance in pixels: heights are estimated before the engine's layout. */
  private static final double DOUBT = 2;

  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private final Boxes boxes;

  ItemBox(Boxes boxes) {
    this.boxes = boxes;
  }

  /**
   * Moves an item into a row, as a cell or within one.
   *
   * @param start where the cell begins
   * @param width of the cell
   */
  void cell(Element row, Placed placed, double start, double width, RowTable.Line line) {
    double shift = placed.rect().x() - start;
    Element element = placed.element();
    ComputedStyle style = boxes.style(element);
    boxes.settle(element);
    if (Math.abs(shift) < ROUNDING
        && RowTable.canBeCell(placed, style)
        && !boxes.isAnchor(element)) {
      row.appendChild(element);
      boxes.set(element, "display", "table-cell");
      boxes.direct(element, "table-cell");
      boxes.set(element, "vertical-align", innerAlign(style));
      clearWidth(element);
      BoxStyle box = placed.item().box();
      if (box.minHeight().isLength() && box.minHeight().percent() == 0) {
        boxes.set(element, "height", box.minHeight().pixels());
      }
      return;
    }
    Element cell = boxes.add(row, "table-cell");
    boxes.set(cell, "vertical-align", placed.verticalAlign());
    cell.appendChild(element);
    block(placed, shift, Math.max(placed.rect().width(), width - Math.max(0, shift)));
    if (placed.stretches()
        && (Boxes.isPainted(style) || boxes.isAnchor(element))
        && !Replaced.isReplaced(element)) {
      double height = line.size() - margin(placed.item().box());
      boxes.set(element, "box-sizing", "border-box");
      boxes.set(element, "min-height", Math.max(0, height - 1));
    }
  }

  private static double margin(BoxStyle box) {
    return box.margin().top().pixels() + box.margin().bottom().pixels();
  }

  /** The alignment of a cell's content: the cell's height comes from its neighbours. */
  private static String innerAlign(ComputedStyle style) {
    if (!StyleReader.isFlex(style)) {
      boolean grid = StyleReader.isGrid(style);
      return grid ? vertical(style.get("align-content"), style.get("align-items")) : "top";
    }
    boolean row = style.get("flex-direction").startsWith("row");
    return row
        ? vertical(style.get("align-items"), "")
        : vertical(style.get("justify-content"), "");
  }

  private static String vertical(String first, String second) {
    for (String value : new String[] {first, second}) {
      switch (Align.parse(value).orElse(Align.NORMAL)) {
        case CENTER, SPACE_AROUND, SPACE_EVENLY -> {
          return "middle";
        }
        case END, FLEX_END -> {
          return "bottom";
        }
        default -> {}
      }
    }
    return "top";
  }

  private void clearWidth(Element element) {
    for (String property : new String[] {"width", "min-width", "max-width"}) {
      boxes.set(element, property, "");
    }
    for (String side : new String[] {"top", "right", "bottom", "left"}) {
      boxes.set(element, "margin-" + side, "0px");
    }
  }

  /** Makes an item a block of its width, within a box at its position. */
  void block(Placed placed, double shift, double width) {
    Element element = placed.element();
    ComputedStyle style = boxes.style(element);
    boxes.settle(element);
    boxes.set(element, "display", Children.isTable(style) ? "table" : blockDisplay(style));
    if (Replaced.hasRatio(element)) {
      picture(placed);
    } else if (!element.normalName().equals("math")) {
      boxes.set(element, "box-sizing", "border-box");
      boxes.set(element, "width", width);
      boxes.set(element, "min-width", "");
      boxes.set(element, "max-width", "");
      heights(placed);
    }
    boxes.set(element, "margin-left", shift);
    boxes.set(element, "margin-right", "0px");
    for (String side : new String[] {"margin-top", "margin-bottom"}) {
      if (style.is(side, "auto")) {
        boxes.set(element, side, "0px");
      }
    }
  }

  /** Converts heights to those of the border box: the used ones, as percentages are lost. */
  private void heights(Placed placed) {
    BoxStyle box = placed.item().box();
    double frame = box.frame().vertical();
    Element element = placed.element();
    for (String property : new String[] {"min-height", "max-height"}) {
      Dimension limit = property.equals("min-height") ? box.minHeight() : box.maxHeight();
      box.outer(limit.resolve(UNKNOWN), frame)
          .ifPresent(outer -> boxes.set(element, property, outer));
    }
    if (isCutOff(placed)) {
      // Rounding would move what follows to the next page.
      boxes.set(element, "height", Math.max(0, placed.rect().height() - DOUBT));
    } else if (box.definiteHeight(UNKNOWN).isPresent()) {
      boxes.set(element, "height", placed.rect().height());
    } else if (box.height().isLength()) {
      boxes.set(element, "height", "");
      boxes.set(element, "min-height", placed.rect().height());
    }
  }

  /** Whether the item is lower than its content, of which it shows a part. */
  private static boolean isCutOff(Placed placed) {
    double height = placed.rect().height();
    return placed.item().box().clipped()
        && height < placed.item().contentHeight(placed.rect().width()) - DOUBT;
  }

  private static String blockDisplay(ComputedStyle style) {
    return style.is("display", "list-item") ? "list-item" : "block";
  }

  private void picture(Placed placed) {
    Element element = placed.element();
    BoxStyle box = placed.item().box();
    Rect rect = placed.rect();
    double width = rect.width() - box.frame().horizontal();
    double height = rect.height() - box.frame().vertical();
    for (String property : new String[] {"min-width", "max-width", "min-height", "max-height"}) {
      boxes.set(element, property, "");
    }
    boxes.set(element, "box-sizing", "content-box");
    boxes.set(element, "width", Math.max(0, width));
    boxes.set(element, "height", Math.max(0, height));
  }
}
