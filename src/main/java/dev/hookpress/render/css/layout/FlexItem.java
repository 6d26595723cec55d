package dev.hookpress.render.css.layout;

import java.util.OptionalDouble;

/** The state of one item during its container's layout: CSS Flexbox 1, from section 9.2 on. */
final class FlexItem {
  final Item item;
  final int index;
  final boolean row;
  final Edges margin;

  /** The base size of the border box, along the main axis. */
  double base;

  double minMain;
  double maxMain;
  double hypothetical;
  double target;
  boolean frozen;
  double violation;

  /** The size of the border box in the cross axis. */
  double cross;

  boolean crossDefinite;
  double mainOffset;
  double crossOffset;

  private final OptionalDouble width;
  private final OptionalDouble height;

  /**
   * @param width of the container's content box
   * @param height of the container's content box, if definite
   */
  FlexItem(Item item, int index, boolean row, OptionalDouble width, OptionalDouble height) {
    this.item = item;
    this.index = index;
    this.row = row;
    this.width = width;
    this.height = height;
    this.margin = item.box().margin().resolve(width);
  }

  /** Section 9.2.3: base and hypothetical main size. */
  void size(Align align) {
    BoxStyle box = item.box();
    double natural = row ? rowBase(align) : columnBase(align);
    base = Math.max(row ? box.frame().horizontal() : box.frame().vertical(), natural);
    if (row) {
      maxMain = box.clampWidth(Double.MAX_VALUE, width);
      minMain = box.minWidth().isLength() ? box.clampWidth(0, width) : automaticMinWidth();
    } else {
      maxMain = box.clampHeight(Double.MAX_VALUE, height);
      minMain = box.minHeight().isLength() ? box.clampHeight(0, height) : automaticMinHeight();
    }
    minMain = Math.max(minMain, row ? box.frame().horizontal() : box.frame().vertical());
    hypothetical = Math.max(minMain, Math.min(maxMain, base));
    target = hypothetical;
  }

  private double rowBase(Align align) {
    BoxStyle box = item.box();
    OptionalDouble basis =
        item.basis().isAuto()
            ? box.definiteWidth(width)
            : box.outer(item.basis().resolve(width), box.frame().horizontal());
    if (basis.isPresent()) {
      return basis.getAsDouble();
    }
    OptionalDouble definite = box.definiteHeight(height);
    if (box.aspectRatio().isPresent()) {
      if (definite.isEmpty() && crossStretches(align) && height.isPresent()) {
        definite = OptionalDouble.of(height.getAsDouble() - margin.vertical());
      }
      if (definite.isPresent()) {
        return box.widthFor(box.clampHeight(definite.getAsDouble(), height));
      }
    }
    Dimension.Kind kind = item.basis().isAuto() ? box.width().kind() : item.basis().kind();
    return switch (kind) {
      case MIN_CONTENT -> item.minContentWidth();
      case FIT_CONTENT ->
          Math.min(item.maxContentWidth(), Math.max(item.minContentWidth(), width.orElse(0)));
      default -> item.maxContentWidth();
    };
  }

  private double columnBase(Align align) {
    BoxStyle box = item.box();
    OptionalDouble basis =
        item.basis().isAuto()
            ? box.definiteHeight(height)
            : box.outer(item.basis().resolve(height), box.frame().vertical());
    if (basis.isPresent()) {
      return basis.getAsDouble();
    }
    return naturalHeight(crossWidth(align));
  }

  private double naturalHeight(double outerWidth) {
    return item.box().aspectRatio().isPresent()
        ? item.box().heightFor(outerWidth)
        : item.contentHeight(outerWidth);
  }

  /** The width of an item in a column. */
  double crossWidth(Align align) {
    BoxStyle box = item.box();
    double available = Math.max(0, width.orElse(0) - margin.horizontal());
    if (box.aspectRatio().isPresent()
        && box.definiteWidth(width).isEmpty()
        && box.definiteHeight(height).isPresent()) {
      return box.clampWidth(box.widthFor(box.definiteHeight(height).getAsDouble()), width);
    }
    return crossStretches(align) && width.isPresent()
        ? box.clampWidth(available, width)
        : item.fitWidth(available, width);
  }

  /** Section 9.4, step 11: whether the item fills its line. */
  boolean crossStretches(Align align) {
    Margin margins = item.box().margin();
    boolean autoMargin =
        row
            ? margins.top().isAuto() || margins.bottom().isAuto()
            : margins.left().isAuto() || margins.right().isAuto();
    Dimension size = row ? item.box().height() : item.box().width();
    return align.stretches()
        && !autoMargin
        && (size.isAuto() || !size.resolve(crossBase()).isPresent() && size.isLength());
  }

  private OptionalDouble crossBase() {
    return row ? height : width;
  }

  /** Section 4.5: zero for an item that can scroll. */
  private double automaticMinWidth() {
    BoxStyle box = item.box();
    if (box.minWidth().kind() == Dimension.Kind.MAX_CONTENT) {
      return item.maxContentWidth();
    }
    if (box.clipped() && box.minWidth().isAuto()) {
      return 0;
    }
    double content = item.minContentWidth();
    if (box.aspectRatio().isPresent()) {
      OptionalDouble definite = box.definiteHeight(height);
      content =
          definite.isPresent()
              ? box.widthFor(box.clampHeight(definite.getAsDouble(), height))
              : content;
    }
    OptionalDouble specified = box.definiteWidth(width);
    return Math.min(maxMain, Math.min(specified.orElse(Double.MAX_VALUE), content));
  }

  private double automaticMinHeight() {
    BoxStyle box = item.box();
    if (box.clipped() && box.minHeight().isAuto()) {
      return 0;
    }
    OptionalDouble specified = box.definiteHeight(height);
    // An item that cannot shrink or be smaller than its content need not be measured.
    if (specified.isEmpty() && item.basis().isAuto()) {
      return Math.min(maxMain, base);
    }
    return Math.min(
        maxMain,
        Math.min(specified.orElse(Double.MAX_VALUE), naturalHeight(crossWidth(Align.STRETCH))));
  }

  /** Section 9.4, step 7: the cross size independent of the line. */
  void sizeAcross(Align align) {
    BoxStyle box = item.box();
    if (!row) {
      cross = crossWidth(align);
      return;
    }
    OptionalDouble definite = box.definiteHeight(height);
    crossDefinite = definite.isPresent();
    double natural;
    if (definite.isPresent()) {
      natural = definite.getAsDouble();
    } else {
      natural = naturalHeight(target);
    }
    cross = box.clampHeight(natural, height);
  }

  /** Call once the line's cross size is known. */
  void stretch(double lineCross) {
    BoxStyle box = item.box();
    cross =
        row
            ? box.clampHeight(lineCross - margin.vertical(), height)
            : box.clampWidth(lineCross - margin.horizontal(), width);
  }

  double marginMain() {
    return row ? margin.horizontal() : margin.vertical();
  }

  double marginCross() {
    return row ? margin.vertical() : margin.horizontal();
  }

  double marginMainStart() {
    return row ? margin.left() : margin.top();
  }

  double marginCrossStart() {
    return row ? margin.top() : margin.left();
  }

  double outerHypothetical() {
    return hypothetical + marginMain();
  }

  double outerTarget() {
    return target + marginMain();
  }

  double outerCross() {
    return cross + marginCross();
  }

  Dimension autoMarginMain(boolean start) {
    Margin all = item.box().margin();
    return row ? (start ? all.left() : all.right()) : start ? all.top() : all.bottom();
  }

  Dimension autoMarginCross(boolean start) {
    Margin all = item.box().margin();
    return row ? (start ? all.top() : all.bottom()) : start ? all.left() : all.right();
  }

  /** The distance of the baseline from the margin box's top, in a row. */
  double ascent() {
    double inner = Math.max(0, target - item.box().frame().horizontal());
    return margin.top() + item.box().frame().top() + item.content().baseline(inner);
  }
}
