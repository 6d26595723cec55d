package dev.hookpress.render.css.value;

import dev.hookpress.render.css.value.Quantity.Kind;
import dev.hookpress.render.css.value.Quantity.Linear;
import java.util.List;
import java.util.Optional;

/** The stepped, trigonometric, exponential and sign functions of CSS Values 4 §10.3 to §10.6. */
final class Arithmetic {
  private Arithmetic() {}

  /**
   * @param strategy of {@code round()}
   * @param arguments evaluated; empty if they cannot be
   */
  static Optional<Linear> apply(String name, String strategy, List<Linear> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    Linear first = arguments.get(0);
    double a = first.value();
    if (arguments.size() == 1) {
      return one(name, first, a, strategy);
    }
    Linear second = arguments.get(1);
    if (second.kind() != first.kind()) {
      return Optional.empty();
    }
    double b = second.value();
    return switch (name) {
      case "round" -> finite(first.kind(), b == 0 ? 0 : round(strategy, a / b) * b);
      case "mod" -> finite(first.kind(), b == 0 ? 0 : a - b * Math.floor(a / b));
      case "rem" -> finite(first.kind(), b == 0 ? 0 : a % b);
      case "atan2" -> finite(Kind.ANGLE, Math.toDegrees(Math.atan2(a, b)));
      case "pow" -> first.kind() == Kind.NUMBER ? number(Math.pow(a, b)) : Optional.empty();
      case "log" -> number(Math.log(a) / Math.log(b));
      case "hypot" ->
          finite(
              first.kind(),
              Math.sqrt(arguments.stream().mapToDouble(each -> each.value() * each.value()).sum()));
      default -> Optional.empty();
    };
  }

  private static Optional<Linear> one(String name, Linear first, double a, String strategy) {
    boolean angle = first.kind() == Kind.ANGLE;
    boolean number = first.kind() == Kind.NUMBER;
    double radians = angle ? Math.toRadians(a) : a;
    return switch (name) {
      case "abs" -> finite(first.kind(), Math.abs(a));
      case "sign" -> number(Math.signum(a));
      case "hypot" -> finite(first.kind(), Math.abs(a));
      case "sin" -> angle || number ? number(Math.sin(radians)) : Optional.empty();
      case "cos" -> angle || number ? number(Math.cos(radians)) : Optional.empty();
      case "tan" -> angle || number ? number(Math.tan(radians)) : Optional.empty();
      case "asin" -> number ? finite(Kind.ANGLE, Math.toDegrees(Math.asin(a))) : Optional.empty();
      case "acos" -> number ? finite(Kind.ANGLE, Math.toDegrees(Math.acos(a))) : Optional.empty();
      case "atan" -> number ? finite(Kind.ANGLE, Math.toDegrees(Math.atan(a))) : Optional.empty();
      case "sqrt" -> number ? number(Math.sqrt(a)) : Optional.empty();
      case "log" -> number ? number(Math.log(a)) : Optional.empty();
      case "exp" -> number ? number(Math.exp(a)) : Optional.empty();
      case "round" -> number ? number(round(strategy, a)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static double round(String strategy, double a) {
    return switch (strategy) {
      case "up" -> Math.ceil(a);
      case "down" -> Math.floor(a);
      case "to-zero" -> a < 0 ? Math.ceil(a) : Math.floor(a);
      default -> Math.floor(a + 0.5);
    };
  }

  private static Optional<Linear> number(double value) {
    return finite(Kind.NUMBER, value);
  }

  private static Optional<Linear> finite(Kind kind, double value) {
    return Optional.of(Linear.of(kind, Double.isFinite(value) ? value : 0));
  }
}
