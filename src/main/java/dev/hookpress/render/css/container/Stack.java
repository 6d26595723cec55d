package dev.hookpress.render.css.container;

import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Edges;
import dev.hookpress.render.css.layout.Rect;
import java.util.List;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/**
 * Writes items one below the other, as blocks. If there is spare height, the items after the last
 * space go to the foot of a table as high as the container, so that a footer is at the foot of the
 * page whatever the actual heights above it.
 */
final class Stack {
  /** Tolerance in pixels: heights are estimated before the engine's layout. */
  private static final double DOUBT = 2;

  /** Prevents inner margins from collapsing with outer ones; a twentieth of a pixel. */
  private static final String SEAL = "0.05px";

  private final Boxes boxes;
  private final ItemBox items;

  Stack(Boxes boxes, ItemBox items) {
    this.boxes = boxes;
    this.items = items;
  }

  /**
   * Writes items from the top down.
   *
   * @param placed sorted by position
   * @param gap between items
   * @param width of the container's content box
   * @param height of the container if it is definite or higher than the items need
   */
  void write(
      Element container, List<Placed> placed, double gap, double width, OptionalDouble height) {
    if (height.isEmpty() || placed.isEmpty()) {
      blocks(container, placed, width, 0);
      return;
    }
    Element table = boxes.add(container, "table");
    boxes.set(table, "table-layout", "fixed");
    boxes.set(table, "border-collapse", "separate");
    boxes.set(table, "border-spacing", "0px");
    boxes.set(table, "-fs-table-paginate", "auto");
    boxes.set(table, "width", width);
    // Rounding would move a table of exactly the page's height to the next page.
    boxes.set(table, "height", Math.max(0, height.getAsDouble() - 1));
    Placed last = placed.get(placed.size() - 1);
    double above = placed.get(0).rect().y() - margins(placed.get(0)).top();
    double below = height.getAsDouble() - bottom(last);
    int foot = below > DOUBT ? placed.size() : foot(placed, gap);
    if (foot == placed.size()) {
      boolean middle = above > DOUBT && Math.abs(above - below) < DOUBT;
      blocks(cell(table, middle ? "middle" : "top"), placed, width, middle ? above : 0);
      return;
    }
    if (foot > 0) {
      blocks(cell(table, "top"), placed.subList(0, foot), width, 0);
    }
    List<Placed> rest = placed.subList(foot, placed.size());
    double start = rest.get(0).rect().y() - margins(rest.get(0)).top();
    blocks(cell(table, "bottom"), rest, width, start);
  }

  private Element cell(Element table, String align) {
    Element row = boxes.add(table, "table-row");
    boxes.set(row, "break-inside", "auto");
    Element cell = boxes.add(row, "table-cell");
    boxes.set(cell, "vertical-align", align);
    return cell;
  }

  /** The first item after the last space that exceeds a gap; 0 if that space is above all items. */
  private static int foot(List<Placed> placed, double gap) {
    for (int i = placed.size() - 1; i > 0; i--) {
      if (hasGrown(placed.get(i))) {
        return placed.size();
      }
      if (space(placed, i) > gap + DOUBT || hasGrown(placed.get(i - 1))) {
        return i;
      }
    }
    boolean first = placed.get(0).rect().y() - margins(placed.get(0)).top() > DOUBT;
    return first ? 0 : placed.size();
  }

  private static double space(List<Placed> placed, int i) {
    Placed one = placed.get(i);
    return one.rect().y() - margins(one).top() - bottom(placed.get(i - 1));
  }

  private static boolean hasGrown(Placed placed) {
    return placed.rect().height() > placed.item().contentHeight(placed.rect().width()) + DOUBT
        && placed.item().box().height().isAuto();
  }

  private static double bottom(Placed placed) {
    return placed.rect().bottom() + margins(placed).bottom();
  }

  private static Edges margins(Placed placed) {
    return placed.item().box().margin().resolve(OptionalDouble.empty());
  }

  private void blocks(Element parent, List<Placed> placed, double width, double top) {
    double at = top;
    boolean first = true;
    for (Placed one : placed) {
      Element element = one.element();
      parent.appendChild(element);
      Rect rect = one.rect();
      BoxStyle box = one.item().box();
      items.block(one, rect.x(), rect.width() + RowTable.slack(one));
      if (fills(one, width)) {
        boxes.set(element, "width", "auto");
        boxes.set(element, "margin-left", margins(one).left());
        boxes.set(element, "margin-right", margins(one).right());
      }
      boxes.set(element, "margin-top", rect.y() - at);
      boxes.set(element, "margin-bottom", "0px");
      if (hasGrown(one)) {
        boxes.set(element, "box-sizing", "border-box");
        boxes.set(element, "min-height", Math.max(0, rect.height() - DOUBT));
      }
      seal(element, box);
      if (first && rect.y() - at > 0) {
        boxes.set(parent, "padding-top", sealed(parent, "padding-top"));
      }
      first = false;
      at = rect.bottom();
    }
  }

  /** Whether the item has the width that a block has by default. */
  private static boolean fills(Placed placed, double width) {
    Edges margin = margins(placed);
    BoxStyle box = placed.item().box();
    return box.width().isAuto()
        && box.maxWidth().isAuto()
        && box.aspectRatio().isEmpty()
        && Math.abs(placed.rect().width() + margin.horizontal() - width) < 0.1;
  }

  private void seal(Element element, BoxStyle box) {
    if (box.frame().top() == 0) {
      boxes.set(element, "padding-top", SEAL);
    }
    if (box.frame().bottom() == 0) {
      boxes.set(element, "padding-bottom", SEAL);
    }
  }

  private String sealed(Element parent, String property) {
    String own = boxes.style(parent).get(property);
    return own.equals("0px") ? SEAL : own;
  }
}
