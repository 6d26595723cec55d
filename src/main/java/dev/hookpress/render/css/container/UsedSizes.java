package dev.hookpress.render.css.container;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.BoxStyle;
import dev.hookpress.render.css.layout.Dimension;
import dev.hookpress.render.css.layout.Item;
import dev.hookpress.render.css.measure.Children;
import dev.hookpress.render.css.measure.Replaced;
import java.util.OptionalDouble;
import org.jsoup.nodes.Element;

/**
 * Computes the used sizes of boxes in the flow and of positioned ones (CSS 2.1, sections 10.3 to
 * 10.6), and declares those that the engine cannot compute itself.
 */
final class UsedSizes {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();
  private static final String[] OFFSETS = {"top", "right", "bottom", "left"};

  private final Boxes boxes;

  UsedSizes(Boxes boxes) {
    this.boxes = boxes;
  }

  /**
   * A border box.
   *
   * @param height if definite
   */
  record Size(double width, OptionalDouble height) {}

  /** Whether the engine's own size or position of a box may differ from the used one. */
  static boolean mustBeDeclared(ComputedStyle style) {
    String width = style.get("width");
    return width.endsWith("-content")
        || style.get("max-width").endsWith("-content")
        || style.get("min-width").endsWith("-content")
        || style.get("height").contains("%")
        || style.get("min-height").contains("%")
        || !style.is("aspect-ratio", "auto")
        || isCentred(style)
        || Children.isOutOfFlow(style) && hasPercentage(style);
  }

  private static boolean hasPercentage(ComputedStyle style) {
    for (String offset : OFFSETS) {
      if (style.get(offset).contains("%")) {
        return true;
      }
    }
    return style.get("width").contains("%");
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

  /** The used size of a child box; what the engine cannot compute is declared. */
  Size of(Element child, Item item, Around around) {
    ComputedStyle style = boxes.style(child);
    if (Children.isOutOfFlow(style)) {
      return positioned(child, style, item, around.area());
    }
    double outer = outer(child, style, item, around.width());
    declareWidth(child, style, item, outer);
    BoxStyle box = item.box();
    OptionalDouble definite = box.definiteHeight(around.height());
    if (!isRoot(child)) {
      declareHeight(child, style, box, around.height(), outer);
    }
    return new Size(
        outer,
        definite.isPresent()
            ? OptionalDouble.of(box.clampHeight(definite.getAsDouble(), around.height()))
            : definite);
  }

  private static double outer(Element child, ComputedStyle style, Item item, double width) {
    BoxStyle box = item.box();
    OptionalDouble base = OptionalDouble.of(width);
    double available = Math.max(0, width - box.margin().resolve(base).horizontal());
    boolean shrinks =
        Children.isFloat(style)
            || style.get("display").startsWith("inline")
            || Children.isTable(style)
            || Replaced.isReplaced(child)
            || !box.width().isAuto();
    return shrinks ? item.fitWidth(available, base) : box.clampWidth(available, base);
  }

  private void declareWidth(Element child, ComputedStyle style, Item item, double outer) {
    boolean shrinks = Children.isFloat(style) || style.get("display").startsWith("inline");
    BoxStyle box = item.box();
    if (isKeyword(box.width())
        || isKeyword(box.maxWidth())
        || isKeyword(box.minWidth())
        || isCentred(style) && style.is("display", "block")
        || (ItemTree.isContainer(style) || boxes.isWidened(child))
            && shrinks
            && box.width().isAuto()
        || boxes.hasLeastWidth(child) && isLeast(box, outer)) {
      fixWidth(child, outer);
    }
    if (box.aspectRatio().isPresent() && box.height().isAuto() && !Replaced.isReplaced(child)) {
      boxes.set(child, "min-height", Math.max(0, box.heightFor(outer) - box.frame().vertical()));
    }
  }

  /** Whether the box is wider than its content. */
  private static boolean isLeast(BoxStyle box, double outer) {
    double frame = box.frame().horizontal();
    return outer <= box.outer(box.minWidth().resolve(UNKNOWN), frame).orElse(0);
  }

  private void fixWidth(Element child, double outer) {
    boxes.set(child, "box-sizing", "border-box");
    boxes.set(child, "width", outer);
    boxes.set(child, "min-width", "");
    boxes.set(child, "max-width", "");
  }

  /** The engine takes percentages of the parent's border box, and of definite heights only. */
  private void declareHeight(
      Element child, ComputedStyle style, BoxStyle box, OptionalDouble base, double width) {
    if (Replaced.isReplaced(child) || style.is("display", "table-cell")) {
      return;
    }
    boolean height = box.height().percent() != 0 && box.height().resolve(base).isPresent();
    boolean least = box.minHeight().percent() != 0 && box.minHeight().resolve(base).isPresent();
    if (!height && !least) {
      return;
    }
    if (!box.width().isAuto()) {
      fixWidth(child, width);
    }
    boxes.set(child, "box-sizing", "border-box");
    if (!box.height().isAuto()) {
      box.definiteHeight(base).ifPresent(outer -> boxes.set(child, "height", outer));
    }
    OptionalDouble minimum = box.outer(box.minHeight().resolve(base), box.frame().vertical());
    minimum.ifPresent(outer -> boxes.set(child, "min-height", outer));
  }

  private static boolean isRoot(Element element) {
    return element.normalName().equals("html") || element.normalName().equals("body");
  }

  private static boolean isKeyword(Dimension dimension) {
    return !dimension.isAuto() && !dimension.isLength();
  }

  /** The size of an absolutely positioned box: CSS Positioned Layout 3, section 4. */
  private Size positioned(Element child, ComputedStyle style, Item item, PositionedArea area) {
    BoxStyle box = item.box();
    OptionalDouble base = OptionalDouble.of(area.width());
    OptionalDouble left = Dimension.parse(style.get("left")).resolve(base);
    OptionalDouble right = Dimension.parse(style.get("right")).resolve(base);
    double available =
        Math.max(
            0,
            area.width()
                - left.orElse(0)
                - right.orElse(0)
                - box.margin().resolve(base).horizontal());
    boolean pinned = left.isPresent() && right.isPresent() && !Replaced.isReplaced(child);
    double width =
        pinned && box.width().isAuto()
            ? box.clampWidth(available, base)
            : item.fitWidth(available, base);
    if (ItemTree.isContainer(style)
        || isKeyword(box.width())
        || box.width().percent() != 0
        || pinned && box.width().isAuto()) {
      if (!Replaced.isReplaced(child)) {
        fixWidth(child, width);
      }
    }
    declareOffsets(child, style, area);
    OptionalDouble height = positionedHeight(child, style, box, area, width);
    return new Size(width, height);
  }

  private OptionalDouble positionedHeight(
      Element child, ComputedStyle style, BoxStyle box, PositionedArea area, double width) {
    Dimension top = Dimension.parse(style.get("top"));
    Dimension bottom = Dimension.parse(style.get("bottom"));
    boolean pinned = top.isLength() && bottom.isLength() && box.height().isAuto();
    if (!pinned && box.height().percent() == 0) {
      return box.definiteHeight(UNKNOWN);
    }
    if (Replaced.isReplaced(child)) {
      return UNKNOWN;
    }
    OptionalDouble base = OptionalDouble.of(area.height());
    double outer =
        pinned
            ? area.height()
                - top.orZero(base)
                - bottom.orZero(base)
                - box.margin().resolve(UNKNOWN).vertical()
            : box.definiteHeight(base).orElse(0);
    double clamped = box.clampHeight(Math.max(0, outer), base);
    if (!pinned || area.isDefinite()) {
      fixWidth(child, width);
      boxes.set(child, "height", clamped);
    }
    if (pinned && area.isDefinite()) {
      // The engine lays out a box with an offset from the bottom twice, and what is in it.
      boxes.set(child, "bottom", "auto");
    }
    return OptionalDouble.of(clamped);
  }

  /** The engine takes percentages of the content box. */
  private void declareOffsets(Element child, ComputedStyle style, PositionedArea area) {
    for (String side : OFFSETS) {
      Dimension offset = Dimension.parse(style.get(side));
      if (offset.percent() == 0 || style.is("position", "fixed")) {
        continue;
      }
      boolean across = side.equals("left") || side.equals("right");
      double base = across ? area.width() : area.height();
      boxes.set(child, side, offset.orZero(OptionalDouble.of(base)));
    }
  }
}
