package dev.hookpress.render.css.layout;

import java.util.OptionalDouble;

/**
 * The size properties of an item.
 *
 * @param borderBox whether the sizes include padding and border
 * @param frame padding and border together
 * @param aspectRatio width by height
 * @param clipped whether overflow is not visible: such an item may be smaller than its content
 */
public record BoxStyle(
    Dimension width,
    Dimension height,
    Dimension minWidth,
    Dimension minHeight,
    Dimension maxWidth,
    Dimension maxHeight,
    boolean borderBox,
    Edges frame,
    Margin margin,
    OptionalDouble aspectRatio,
    boolean clipped) {

  /** Sized by its content. */
  public static final BoxStyle AUTO =
      new BoxStyle(
          Dimension.AUTO,
          Dimension.AUTO,
          Dimension.AUTO,
          Dimension.AUTO,
          Dimension.AUTO,
          Dimension.AUTO,
          true,
          Edges.NONE,
          Margin.NONE,
          OptionalDouble.empty(),
          false);

  /** The border box's width if it is a length. */
  public OptionalDouble definiteWidth(OptionalDouble base) {
    return outer(width.resolve(base), frame.horizontal());
  }

  /** The border box's height if it is a length. */
  public OptionalDouble definiteHeight(OptionalDouble base) {
    return outer(height.resolve(base), frame.vertical());
  }

  /**
   * Clamps to minimum and maximum, including those that a ratio transfers from the other axis; the
   * border box is never smaller than its frame.
   */
  public double clampWidth(double outer, OptionalDouble base) {
    double high = outer(maxWidth.resolve(base), frame.horizontal()).orElse(Double.MAX_VALUE);
    double low = outer(minWidth.resolve(base), frame.horizontal()).orElse(0);
    if (aspectRatio.isPresent() && width.isAuto()) {
      OptionalDouble max = outer(maxHeight.resolve(OptionalDouble.empty()), frame.vertical());
      OptionalDouble least = outer(minHeight.resolve(OptionalDouble.empty()), frame.vertical());
      high = max.isPresent() ? Math.min(high, widthFor(max.getAsDouble())) : high;
      low = least.isPresent() ? Math.max(low, widthFor(least.getAsDouble())) : low;
    }
    return Math.max(frame.horizontal(), Math.max(low, Math.min(high, outer)));
  }

  /** Clamps to minimum and maximum; the border box is never smaller than its frame. */
  public double clampHeight(double outer, OptionalDouble base) {
    double high = outer(maxHeight.resolve(base), frame.vertical()).orElse(Double.MAX_VALUE);
    double low = outer(minHeight.resolve(base), frame.vertical()).orElse(0);
    if (aspectRatio.isPresent() && height.isAuto()) {
      OptionalDouble max = outer(maxWidth.resolve(OptionalDouble.empty()), frame.horizontal());
      OptionalDouble least = outer(minWidth.resolve(OptionalDouble.empty()), frame.horizontal());
      high = max.isPresent() ? Math.min(high, heightFor(max.getAsDouble())) : high;
      low = least.isPresent() ? Math.max(low, heightFor(least.getAsDouble())) : low;
    }
    return Math.max(frame.vertical(), Math.max(low, Math.min(high, outer)));
  }

  /** Converts a size to a border box's. */
  public OptionalDouble outer(OptionalDouble size, double frameSize) {
    if (size.isEmpty()) {
      return size;
    }
    double value = Math.max(0, size.getAsDouble());
    return OptionalDouble.of(borderBox ? Math.max(value, frameSize) : value + frameSize);
  }

  /** The border box's width by the ratio, for a border box's height. */
  public double widthFor(double outerHeight) {
    double ratio = aspectRatio.orElse(1);
    return borderBox
        ? outerHeight * ratio
        : Math.max(0, outerHeight - frame.vertical()) * ratio + frame.horizontal();
  }

  /** The border box's height by the ratio, for a border box's width. */
  public double heightFor(double outerWidth) {
    double ratio = aspectRatio.orElse(1);
    return borderBox
        ? outerWidth / ratio
        : Math.max(0, outerWidth - frame.horizontal()) / ratio + frame.vertical();
  }
}
