package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.value.Quantity.Linear;
import java.util.OptionalDouble;

/** Evaluates values to plain numbers, for media conditions and pages. */
public final class Measure {
  private Measure() {}

  /** A number, a length in pixels or a resolution in dots per pixel, relative to initial values. */
  public static OptionalDouble plain(Component component, PageBox page) {
    return new Calculation(Lengths.initial(page))
        .value(component)
        .filter(quantity -> quantity instanceof Linear linear && linear.isPlain())
        .map(quantity -> OptionalDouble.of(((Linear) quantity).value()))
        .orElse(OptionalDouble.empty());
  }
}
