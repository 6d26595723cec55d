package dev.hookpress.render.css.layout;

import java.util.OptionalDouble;

/**
 * The content box of a container, available to its items.
 *
 * @param height if definite
 * @param minHeight 0 if there is none
 * @param maxHeight {@link Double#MAX_VALUE} if there is none
 */
public record Space(double width, OptionalDouble height, double minHeight, double maxHeight) {
  public static Space ofWidth(double width) {
    return new Space(width, OptionalDouble.empty(), 0, Double.MAX_VALUE);
  }

  public static Space of(double width, double height) {
    return new Space(width, OptionalDouble.of(height), 0, Double.MAX_VALUE);
  }

  double clampHeight(double wanted) {
    return Math.max(minHeight, Math.min(maxHeight, wanted));
  }
}
