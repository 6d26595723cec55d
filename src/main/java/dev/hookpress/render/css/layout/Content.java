package dev.hookpress.render.css.layout;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Measures an item's content box. A measurement may cost a whole layout, so implementations cache
 * results.
 */
public interface Content {
  /** No content. */
  Content EMPTY = fixed(0, 0);

  /** The width below which something overflows. */
  double minWidth();

  /** The width above which no line breaks. */
  double maxWidth();

  /** The height at a width. */
  double height(double width);

  /** The distance of the first baseline from the top; the height if there is no text. */
  default double baseline(double width) {
    return height(width);
  }

  /** Content of a fixed size. */
  static Content fixed(double width, double height) {
    return of(() -> width, () -> width, available -> height);
  }

  /** Content measured by functions of these meanings. */
  static Content of(DoubleSupplier minWidth, DoubleSupplier maxWidth, DoubleUnaryOperator height) {
    return new Content() {
      @Override
      public double minWidth() {
        return minWidth.getAsDouble();
      }

      @Override
      public double maxWidth() {
        return maxWidth.getAsDouble();
      }

      @Override
      public double height(double width) {
        return height.applyAsDouble(width);
      }
    };
  }
}
