package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Quantity.Choice;
import dev.hookpress.render.css.value.Quantity.Kind;
import dev.hookpress.render.css.value.Quantity.Linear;
import dev.hookpress.render.css.value.Quantity.Multiple;
import dev.hookpress.render.css.value.Quantity.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Evaluates {@code calc()} and the other functions of CSS Values 4 §10. */
final class Calculation {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "calc",
          "-webkit-calc",
          "-moz-calc",
          "min",
          "max",
          "clamp",
          "round",
          "mod",
          "rem",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "atan2",
          "pow",
          "sqrt",
          "hypot",
          "log",
          "exp",
          "abs",
          "sign");

  private final Lengths lengths;
  private final Map<String, Linear> names = new HashMap<>();
  private boolean relative;

  Calculation(Lengths lengths) {
    this.lengths = lengths;
    names.put("e", Linear.of(Kind.NUMBER, Math.E));
    names.put("pi", Linear.of(Kind.NUMBER, Math.PI));
    names.put("infinity", Linear.of(Kind.NUMBER, Double.MAX_VALUE));
    names.put("-infinity", Linear.of(Kind.NUMBER, -Double.MAX_VALUE));
    names.put("nan", Linear.of(Kind.NUMBER, 0));
  }

  static boolean isFunction(Component component) {
    return component.is(Type.FUNCTION) && FUNCTIONS.contains(component.function());
  }

  /** Binds a name to a number, such as a channel of a colour. */
  Calculation with(String name, double number) {
    names.put(name, Linear.of(Kind.NUMBER, number));
    return this;
  }

  /** Whether a unit occurred whose length differs between elements. */
  boolean isRelative() {
    return relative;
  }

  /**
   * Evaluates a number, percentage, dimension or function; empty if it is another value or invalid.
   */
  Optional<Quantity> value(Component component) {
    Token token = component.token();
    return switch (token.type()) {
      case NUMBER -> Optional.of(Linear.of(Kind.NUMBER, token.number()));
      case PERCENTAGE -> Optional.of(Linear.percent(token.number()));
      case DIMENSION -> dimension(token);
      case IDENT -> Optional.ofNullable(names.get(component.ident()));
      case OPEN_PAREN -> sum(component.children());
      case FUNCTION -> isFunction(component) ? function(component) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Quantity> dimension(Token token) {
    double number = token.number();
    OptionalDouble pixels = lengths.pixels(token.unit());
    if (pixels.isPresent()) {
      relative |= Lengths.isRelative(token.unit());
      return Optional.of(Linear.of(Kind.LENGTH, number * pixels.getAsDouble()));
    }
    return Optional.ofNullable(
        switch (token.unit()) {
          case "deg" -> Linear.of(Kind.ANGLE, number);
          case "rad" -> Linear.of(Kind.ANGLE, Math.toDegrees(number));
          case "grad" -> Linear.of(Kind.ANGLE, number * 0.9);
          case "turn" -> Linear.of(Kind.ANGLE, number * 360);
          case "s" -> Linear.of(Kind.TIME, number);
          case "ms" -> Linear.of(Kind.TIME, number / 1000);
          case "hz" -> Linear.of(Kind.FREQUENCY, number);
          case "khz" -> Linear.of(Kind.FREQUENCY, number * 1000);
          case "dppx", "x" -> Linear.of(Kind.RESOLUTION, number);
          case "dpi" -> Linear.of(Kind.RESOLUTION, number / 96);
          case "dpcm" -> Linear.of(Kind.RESOLUTION, number * 2.54 / 96);
          case "fr" -> Linear.of(Kind.FLEX, number);
          default -> null;
        });
  }

  private Optional<Quantity> function(Component function) {
    String name = function.function();
    if (name.endsWith("calc")) {
      return sum(function.children());
    }
    List<Quantity> arguments = new ArrayList<>();
    List<List<Component>> given = function.arguments();
    boolean strategy =
        name.equals("round")
            && given.size() > 1
            && given.get(0).size() == 1
            && Set.of("nearest", "up", "down", "to-zero").contains(given.get(0).get(0).ident());
    for (List<Component> argument : strategy ? given.subList(1, given.size()) : given) {
      Optional<Quantity> value =
          name.equals("clamp") && argument.size() == 1 && argument.get(0).isIdent("none")
              ? Optional.of(Linear.of(Kind.NUMBER, Double.NaN))
              : sum(argument);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      arguments.add(value.get());
    }
    return switch (name) {
      case "min", "max" -> choice(name, arguments);
      case "clamp" -> arguments.size() == 3 ? clamp(arguments) : Optional.empty();
      default ->
          Arithmetic.apply(
                  name, strategy ? given.get(0).get(0).ident() : "nearest", plain(arguments))
              .map(linear -> linear);
    };
  }

  /** Null if one of them cannot be evaluated before layout. */
  private static List<Linear> plain(List<Quantity> arguments) {
    List<Linear> plain = new ArrayList<>();
    for (Quantity argument : arguments) {
      if (!(argument instanceof Linear linear) || !linear.isPlain()) {
        return List.of();
      }
      plain.add(linear);
    }
    return plain;
  }

  private static Optional<Quantity> choice(String name, List<Quantity> arguments) {
    Kind kind = arguments.get(0).kind();
    boolean plain = true;
    boolean percentages = true;
    for (Quantity argument : arguments) {
      if (argument.kind() != kind) {
        return Optional.empty();
      }
      plain &= argument instanceof Linear linear && linear.isPlain();
      percentages &= argument instanceof Linear linear && linear.percentage();
    }
    if (!plain && !percentages) {
      return Optional.of(
          arguments.size() == 1 ? arguments.get(0) : new Choice(name, List.copyOf(arguments)));
    }
    Linear best = (Linear) arguments.get(0);
    for (Quantity argument : arguments) {
      Linear linear = (Linear) argument;
      double difference = linear.value() + linear.percent() - best.value() - best.percent();
      if (name.equals("min") ? difference < 0 : difference > 0) {
        best = linear;
      }
    }
    return Optional.of(best);
  }

  private static Optional<Quantity> clamp(List<Quantity> bounds) {
    boolean noMin = isNone(bounds.get(0));
    boolean noMax = isNone(bounds.get(2));
    if (isNone(bounds.get(1))) {
      return Optional.empty();
    }
    Optional<Quantity> upper =
        noMax ? Optional.of(bounds.get(1)) : choice("min", List.of(bounds.get(1), bounds.get(2)));
    if (upper.isEmpty() || noMin) {
      return upper;
    }
    if (upper.get() instanceof Linear) {
      return choice("max", List.of(bounds.get(0), upper.get()));
    }
    return bounds.get(0).kind() == Kind.LENGTH
        ? Optional.of(new Choice("clamp", List.copyOf(bounds)))
        : Optional.empty();
  }

  private static boolean isNone(Quantity quantity) {
    return quantity instanceof Linear linear && Double.isNaN(linear.value());
  }

  /** {@code a + b * c}. */
  private Optional<Quantity> sum(List<Component> components) {
    List<Quantity> terms = new ArrayList<>();
    int from = 0;
    double sign = 1;
    for (int i = 0; i <= components.size(); i++) {
      boolean end = i == components.size();
      if (!end && !components.get(i).isDelim('+') && !components.get(i).isDelim('-')) {
        continue;
      }
      Optional<Quantity> term = product(components.subList(from, i));
      if (term.isEmpty() || !terms.isEmpty() && terms.get(0).kind() != term.get().kind()) {
        return Optional.empty();
      }
      terms.add(times(term.get(), sign));
      if (!end) {
        sign = components.get(i).isDelim('-') ? -1 : 1;
        from = i + 1;
      }
    }
    return Optional.of(add(terms));
  }

  private static Quantity add(List<Quantity> terms) {
    Linear linear = null;
    List<Quantity> others = new ArrayList<>();
    for (Quantity term : terms) {
      if (term instanceof Linear own) {
        linear = linear == null ? own : linear.plus(own);
      } else {
        others.add(term);
      }
    }
    if (others.isEmpty()) {
      return linear;
    }
    if (linear != null && (linear.value() != 0 || linear.percent() != 0)) {
      others.add(linear);
    }
    return others.size() == 1 ? others.get(0) : new Sum(others);
  }

  private Optional<Quantity> product(List<Component> components) {
    if (components.size() % 2 == 0) {
      return Optional.empty();
    }
    Optional<Quantity> result = value(components.get(0));
    for (int i = 1; i < components.size() && result.isPresent(); i += 2) {
      Optional<Quantity> next = value(components.get(i + 1));
      boolean divides = components.get(i).isDelim('/');
      if (next.isEmpty() || !divides && !components.get(i).isDelim('*')) {
        return Optional.empty();
      }
      result = divides ? quotient(result.get(), next.get()) : multiply(result.get(), next.get());
    }
    return result;
  }

  private static Optional<Quantity> multiply(Quantity a, Quantity b) {
    if (b instanceof Linear factor && factor.kind() == Kind.NUMBER) {
      return Optional.of(times(a, factor.value()));
    }
    return a instanceof Linear factor && factor.kind() == Kind.NUMBER
        ? Optional.of(times(b, factor.value()))
        : Optional.empty();
  }

  private static Optional<Quantity> quotient(Quantity a, Quantity b) {
    if (!(b instanceof Linear divisor) || !divisor.isPlain() || divisor.value() == 0) {
      return Optional.empty();
    }
    if (divisor.kind() == Kind.NUMBER) {
      return Optional.of(times(a, 1 / divisor.value()));
    }
    // Of equal kinds the quotient is a number, by CSS Values 4 §10.10.
    return a instanceof Linear dividend && dividend.isPlain() && dividend.kind() == divisor.kind()
        ? Optional.of(Linear.of(Kind.NUMBER, dividend.value() / divisor.value()))
        : Optional.empty();
  }

  private static Quantity times(Quantity quantity, double factor) {
    if (factor == 1) {
      return quantity;
    }
    if (quantity instanceof Linear linear) {
      return linear.times(factor);
    }
    return quantity instanceof Multiple multiple
        ? new Multiple(multiple.factor() * factor, multiple.of())
        : new Multiple(factor, quantity);
  }
}
