package dev.hookpress.render.css.layout;

import java.util.OptionalDouble;

/** The margins of an item, each possibly {@code auto}. */
public record Margin(Dimension top, Dimension right, Dimension bottom, Dimension left) {
  public static final Margin NONE =
      new Margin(Dimension.ZERO, Dimension.ZERO, Dimension.ZERO, Dimension.ZERO);

  /**
   * Resolves with {@code auto} as zero.
   *
   * @param width of the containing block, the base of percentages on all four sides
   */
  public Edges resolve(OptionalDouble width) {
    return new Edges(
        top.orZero(width), right.orZero(width), bottom.orZero(width), left.orZero(width));
  }
}
