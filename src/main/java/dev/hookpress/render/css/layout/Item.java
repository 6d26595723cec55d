package dev.hookpress.render.css.layout;

import java.util.OptionalDouble;

/**
 * A child of a flex or grid container.
 *
 * @param basis of a flex item; {@code auto} is its width or height
 * @param placement of a grid item
 */
public record Item(
    BoxStyle box,
    double grow,
    double shrink,
    Dimension basis,
    int order,
    Align alignSelf,
    Align justifySelf,
    GridPlacement placement,
    Content content) {

  /** With the initial values of all properties of items. */
  public static Item of(BoxStyle box, Content content) {
    return new Item(
        box, 0, 1, Dimension.AUTO, 0, Align.AUTO, Align.AUTO, GridPlacement.AUTO, content);
  }

  /** An item of the same style. */
  public Item with(Content other) {
    return new Item(box, grow, shrink, basis, order, alignSelf, justifySelf, placement, other);
  }

  /** The border box's smallest width without overflow. */
  public double minContentWidth() {
    return content.minWidth() + box.frame().horizontal();
  }

  /** The border box's width without line breaks. */
  public double maxContentWidth() {
    return content.maxWidth() + box.frame().horizontal();
  }

  /** The border box's height at a border box's width. */
  public double contentHeight(double outerWidth) {
    double inner = Math.max(0, outerWidth - box.frame().horizontal());
    return content.height(inner) + box.frame().vertical();
  }

  /** The width of a box that is not stretched: CSS 2.1, section 10.3.5. */
  public double fitWidth(double available, OptionalDouble base) {
    return box.clampWidth(sizedWidth(available, base), base);
  }

  private double sizedWidth(double available, OptionalDouble base) {
    OptionalDouble definite = box.definiteWidth(base);
    if (definite.isPresent()) {
      return definite.getAsDouble();
    }
    return switch (box.width().kind()) {
      case MIN_CONTENT -> minContentWidth();
      case MAX_CONTENT -> maxContentWidth();
      default -> Math.min(Math.max(minContentWidth(), available), maxContentWidth());
    };
  }

  /** Whether it is an image that is as wide as a part of its container: CSS Sizing 3 §5.2.2. */
  private boolean shrinksWithContainer() {
    return box.aspectRatio().isPresent()
        && (box.width().hasPercent() || box.maxWidth().hasPercent());
  }

  /** The margin box's contribution to its container's min- or max-content width. */
  public double widthContribution(boolean min) {
    OptionalDouble unknown = OptionalDouble.empty();
    OptionalDouble definite = box.definiteWidth(unknown);
    double width;
    if (min && shrinksWithContainer()) {
      width = 0;
    } else if (definite.isPresent()) {
      width = definite.getAsDouble();
    } else if (box.aspectRatio().isPresent() && box.definiteHeight(unknown).isPresent()) {
      width = box.widthFor(box.definiteHeight(unknown).getAsDouble());
    } else if (box.width().kind() == Dimension.Kind.MIN_CONTENT) {
      width = minContentWidth();
    } else if (box.width().kind() == Dimension.Kind.MAX_CONTENT) {
      width = maxContentWidth();
    } else {
      width = min ? minContentWidth() : maxContentWidth();
    }
    return box.clampWidth(width, unknown) + box.margin().resolve(unknown).horizontal();
  }
}
