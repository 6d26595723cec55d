package dev.hookpress.render.css.value;

import dev.hookpress.render.css.PageBox;
import dev.hookpress.render.css.syntax.Tokenizer;
import dev.hookpress.render.css.value.Quantity.Choice;
import dev.hookpress.render.css.value.Quantity.Linear;
import dev.hookpress.render.css.value.Quantity.Multiple;
import dev.hookpress.render.css.value.Quantity.Sum;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Resolves percentages in canonical lengths. */
public final class Percentages {
  private static final Lengths ANY = Lengths.initial(new PageBox(0, 0, 0, 0, 0, 0));

  private Percentages() {}

  /**
   * Resolves to a length in pixels.
   *
   * @param text canonical: {@code 12px}, {@code 50%}, {@code calc(50% - 12px)}, {@code min(…)}
   * @param base 100 % in pixels
   * @return empty for keywords and other values
   */
  public static Optional<Double> resolve(String text, double base) {
    return Component.of(Tokenizer.tokens(text, 1_000))
        .filter(components -> components.size() == 1)
        .flatMap(components -> new Calculation(ANY).value(components.get(0)))
        .map(quantity -> pixels(quantity, base));
  }

  /**
   * Whether one canonical length is less than another; false if either is none.
   *
   * @param base 100 % in pixels, computed only if needed
   */
  public static boolean isLess(String text, String other, DoubleSupplier base) {
    if (other.equals("0px") || other.equals("auto") || text.equals("none")) {
      return false;
    }
    double all = text.endsWith("px") && other.endsWith("px") ? 0 : base.getAsDouble();
    Optional<Double> length = resolve(text, all);
    Optional<Double> than = resolve(other, all);
    return length.isPresent() && than.isPresent() && length.get() < than.get();
  }

  private static double pixels(Quantity quantity, double base) {
    if (quantity instanceof Linear linear) {
      return linear.value() + linear.percent() / 100 * base;
    }
    if (quantity instanceof Multiple multiple) {
      return multiple.factor() * pixels(multiple.of(), base);
    }
    if (quantity instanceof Sum sum) {
      return sum.terms().stream().mapToDouble(term -> pixels(term, base)).sum();
    }
    Choice choice = (Choice) quantity;
    List<Double> values =
        choice.arguments().stream().map(argument -> pixels(argument, base)).toList();
    return switch (choice.name()) {
      case "min" -> values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      case "max" -> values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
      default -> Math.max(values.get(0), Math.min(values.get(1), values.get(2)));
    };
  }
}
