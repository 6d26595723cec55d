package dev.hookpress.render.css.container;

import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/**
 * The padding box of the nearest positioned ancestor, the base of offsets and percentages of
 * absolutely positioned boxes: CSS Positioned Layout 3, section 2.1.
 */
final class PositionedArea {
  private final double width;
  private final DoubleSupplier measured;
  private final boolean definite;
  private OptionalDouble height = OptionalDouble.empty();

  private PositionedArea(double width, DoubleSupplier measured, boolean definite) {
    this.width = width;
    this.measured = measured;
    this.definite = definite;
  }

  static PositionedArea of(double width, double height) {
    return new PositionedArea(width, () -> height, true);
  }

  /**
   * @param measured the height that the content needs, computed only if something depends on it
   */
  static PositionedArea measured(double width, DoubleSupplier measured) {
    return new PositionedArea(width, measured, false);
  }

  double width() {
    return width;
  }

  double height() {
    if (height.isEmpty()) {
      height = OptionalDouble.of(measured.getAsDouble());
    }
    return height.getAsDouble();
  }

  /** Whether the height is specified rather than measured. */
  boolean isDefinite() {
    return definite;
  }
}
