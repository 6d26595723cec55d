package dev.hookpress.render.css.layout;

/**
 * A flex container's own properties.
 *
 * @param rightToLeft whether {@code direction} is {@code rtl}
 */
public record FlexContainer(
    Direction direction,
    Wrap wrap,
    Align justifyContent,
    Align alignItems,
    Align alignContent,
    Dimension rowGap,
    Dimension columnGap,
    boolean rightToLeft) {

  /** A value of {@code flex-direction}. */
  public enum Direction {
    ROW,
    ROW_REVERSE,
    COLUMN,
    COLUMN_REVERSE
  }

  /** A value of {@code flex-wrap}. */
  public enum Wrap {
    NOWRAP,
    WRAP,
    WRAP_REVERSE
  }

  /** With the initial values of all properties. */
  public static final FlexContainer INITIAL =
      new FlexContainer(
          Direction.ROW,
          Wrap.NOWRAP,
          Align.NORMAL,
          Align.NORMAL,
          Align.NORMAL,
          Dimension.ZERO,
          Dimension.ZERO,
          false);

  public boolean isRow() {
    return direction == Direction.ROW || direction == Direction.ROW_REVERSE;
  }

  boolean isReversed() {
    return direction == Direction.ROW_REVERSE || direction == Direction.COLUMN_REVERSE;
  }

  boolean wraps() {
    return wrap != Wrap.NOWRAP;
  }
}
