package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Quantity.Kind;
import dev.hookpress.render.css.value.Quantity.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Parses the colours of CSS Color 4 and 5. Colours outside the sRGB gamut are clipped. Use one
 * instance per value: it records whether the value uses the element's own colour.
 */
final class Colours {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "rgb",
          "rgba",
          "hsl",
          "hsla",
          "hwb",
          "lab",
          "lch",
          "oklab",
          "oklch",
          "color",
          "color-mix",
          "light-dark");

  private final Colour current;
  private final Lengths lengths;
  private boolean relative;

  /**
   * @param current the value of {@code currentcolor}
   */
  Colours(Colour current, Lengths lengths) {
    this.current = current;
    this.lengths = lengths;
  }

  static boolean isFunction(Component component) {
    return component.is(Type.FUNCTION) && FUNCTIONS.contains(component.function());
  }

  /** Whether the result depends on the element's own colour. */
  boolean isRelative() {
    return relative;
  }

  Optional<Colour> read(Component component) {
    return switch (component.token().type()) {
      case HASH -> hex(component.token().text());
      case IDENT -> named(component.ident());
      case FUNCTION -> function(component);
      default -> Optional.empty();
    };
  }

  private Optional<Colour> named(String name) {
    if (name.equals("currentcolor")) {
      relative = true;
      return Optional.of(current);
    }
    return name.equals("transparent") ? Optional.of(Colour.TRANSPARENT) : NamedColours.get(name);
  }

  private static Optional<Colour> hex(String digits) {
    int length = digits.length();
    for (int i = 0; i < length; i++) {
      if (digits.charAt(i) > 127 || Character.digit(digits.charAt(i), 16) < 0) {
        return Optional.empty();
      }
    }
    if (length == 3 || length == 4) {
      StringBuilder twice = new StringBuilder();
      digits.chars().forEach(c -> twice.append((char) c).append((char) c));
      return hex(twice.toString());
    }
    if (length != 6 && length != 8) {
      return Optional.empty();
    }
    Colour colour = Colour.rgb(Integer.parseInt(digits.substring(0, 6), 16));
    return Optional.of(
        length == 6 ? colour : colour.withAlpha(Integer.parseInt(digits.substring(6), 16) / 255.0));
  }

  private Optional<Colour> function(Component function) {
    String name = function.function();
    if (name.equals("color-mix")) {
      return mix(function.arguments());
    }
    if (name.equals("light-dark")) {
      List<List<Component>> pair = function.arguments();
      return pair.size() == 2 && pair.get(0).size() == 1
          ? read(pair.get(0).get(0))
          : Optional.empty();
    }
    return isFunction(function) ? channels(name, function.children()) : Optional.empty();
  }

  private Optional<Colour> channels(String name, List<Component> children) {
    List<Component> parts = new ArrayList<>();
    for (Component child : children) {
      if (!child.is(Type.COMMA) && !child.isDelim('/')) {
        parts.add(child);
      }
    }
    Colour origin = null;
    if (parts.size() > 1 && parts.get(0).isIdent("from")) {
      origin = read(parts.get(1)).orElse(null);
      if (origin == null) {
        return Optional.empty();
      }
      parts = parts.subList(2, parts.size());
    }
    ColourSpace space;
    if (name.equals("color")) {
      space = parts.isEmpty() ? null : ColourSpace.of(parts.get(0).ident()).orElse(null);
      parts = parts.isEmpty() ? parts : parts.subList(1, parts.size());
    } else {
      String plain = name.endsWith("a") ? name.substring(0, name.length() - 1) : name;
      space = plain.equals("rgb") ? ColourSpace.SRGB : ColourSpace.of(plain).orElse(null);
    }
    if (space == null || parts.size() != 3 && parts.size() != 4) {
      return Optional.empty();
    }
    return space(space, !name.startsWith("color"), parts, origin);
  }

  /**
   * @param function whether the space has a function of its own, with its own ranges
   */
  private Optional<Colour> space(
      ColourSpace space, boolean function, List<Component> parts, Colour origin) {
    Channels channels = new Channels(space, function, lengths, origin);
    double[] values = new double[3];
    for (int i = 0; i < 3; i++) {
      Optional<Double> value = channels.value(parts.get(i), i);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values[i] = value.get();
    }
    double alpha = origin == null ? 1 : origin.alpha();
    if (parts.size() == 4) {
      Optional<Double> given = channels.alpha(parts.get(3));
      if (given.isEmpty()) {
        return Optional.empty();
      }
      alpha = given.get();
    }
    return Optional.of(space.toColour(values, alpha));
  }

  /** {@code color-mix(in oklab, red 40%, blue)}. */
  private Optional<Colour> mix(List<List<Component>> arguments) {
    if (arguments.size() != 3
        || arguments.get(0).size() < 2
        || !arguments.get(0).get(0).isIdent("in")) {
      return Optional.empty();
    }
    Optional<ColourSpace> space = ColourSpace.of(arguments.get(0).get(1).ident());
    Colour[] colours = new Colour[2];
    double[] shares = {Double.NaN, Double.NaN};
    for (int i = 0; i < 2; i++) {
      for (Component component : arguments.get(i + 1)) {
        Optional<Quantity> share = new Calculation(lengths).value(component);
        if (share.isPresent() && share.get() instanceof Linear l && l.percentage()) {
          shares[i] = Math.max(0, Math.min(100, l.percent()));
        } else {
          colours[i] = read(component).orElse(null);
        }
      }
    }
    if (space.isEmpty() || colours[0] == null || colours[1] == null) {
      return Optional.empty();
    }
    double first = Double.isNaN(shares[0]) ? 100 - shares[1] : shares[0];
    first = Double.isNaN(first) ? 50 : first;
    double second = Double.isNaN(shares[1]) ? 100 - first : shares[1];
    double sum = first + second;
    if (sum <= 0) {
      return Optional.empty();
    }
    Colour mixed = mix(space.get(), colours[0], colours[1], second / sum);
    return Optional.of(sum < 100 ? mixed.withAlpha(mixed.alpha() * sum / 100) : mixed);
  }

  /** Interpolates with premultiplied channels and the shorter hue arc, as in CSS Color 4 §12. */
  private static Colour mix(ColourSpace space, Colour first, Colour second, double share) {
    double[] a = space.of(first);
    double[] b = space.of(second);
    double alpha = first.alpha() * (1 - share) + second.alpha() * share;
    double[] mixed = new double[3];
    for (int i = 0; i < 3; i++) {
      if (i == space.hue()) {
        mixed[i] = hue(a, b, i, first.alpha() == 0, second.alpha() == 0, share);
      } else if (first.alpha() == 0 || second.alpha() == 0) {
        mixed[i] = first.alpha() == 0 ? b[i] : a[i];
      } else {
        mixed[i] =
            (a[i] * first.alpha() * (1 - share) + b[i] * second.alpha() * share)
                / Math.max(alpha, 1e-9);
      }
    }
    return space.toColour(mixed, alpha);
  }

  private static double hue(
      double[] a, double[] b, int i, boolean noFirst, boolean noSecond, double share) {
    // A grey has no hue: the other colour's is used.
    boolean firstGrey = noFirst || Math.abs(a[1]) < 1e-4;
    boolean secondGrey = noSecond || Math.abs(b[1]) < 1e-4;
    double from = firstGrey ? b[i] : a[i];
    double to = secondGrey ? from : b[i];
    double difference = to - from;
    if (difference > 180) {
      difference -= 360;
    } else if (difference < -180) {
      difference += 360;
    }
    return from + difference * share;
  }

  /** Parses one function's channels in its space's ranges. */
  private static final class Channels {
    private static final String[] RGB = {"r", "g", "b"};
    private static final String[] XYZ = {"x", "y", "z"};
    private final ColourSpace space;
    private final boolean function;
    private final Calculation calculation;

    Channels(ColourSpace space, boolean function, Lengths lengths, Colour origin) {
      this.space = space;
      this.function = function;
      this.calculation = new Calculation(lengths);
      calculation.with("none", 0);
      if (origin != null) {
        double[] of = space.of(origin);
        for (int i = 0; i < 3; i++) {
          calculation.with(names()[i], of[i] * (bytes() ? 255 : 1));
        }
        calculation.with("alpha", origin.alpha());
      }
    }

    private boolean bytes() {
      return space == ColourSpace.SRGB && function;
    }

    private String[] names() {
      return switch (space) {
        case HSL -> new String[] {"h", "s", "l"};
        case HWB -> new String[] {"h", "w", "b"};
        case LAB, OKLAB -> new String[] {"l", "a", "b"};
        case LCH, OKLCH -> new String[] {"l", "c", "h"};
        case XYZ -> XYZ;
        default -> RGB;
      };
    }

    Optional<Double> value(Component component, int i) {
      Optional<Quantity> quantity = calculation.value(component);
      if (quantity.isEmpty() || !(quantity.get() instanceof Linear linear)) {
        return Optional.empty();
      }
      if (linear.percentage()) {
        return i == space.hue() ? Optional.empty() : Optional.of(linear.percent() / 100 * full(i));
      }
      boolean number = linear.kind() == Kind.NUMBER;
      if (!number && !(linear.kind() == Kind.ANGLE && i == space.hue())) {
        return Optional.empty();
      }
      double value = bytes() ? linear.value() / 255 : linear.value();
      return Optional.of(clamped(value, i));
    }

    private double clamped(double value, int i) {
      return switch (space) {
        case SRGB -> function ? Math.max(0, Math.min(1, value)) : value;
        case HSL, HWB -> i == 0 ? value : Math.max(0, Math.min(100, value));
        case LAB, LCH -> i == 0 ? Math.max(0, Math.min(100, value)) : value;
        case OKLAB, OKLCH -> i == 0 ? Math.max(0, Math.min(1, value)) : value;
        default -> value;
      };
    }

    /** The value of 100 % of a channel. */
    private double full(int i) {
      return switch (space) {
        case HSL, HWB -> 100;
        case LAB -> i == 0 ? 100 : 125;
        case LCH -> i == 0 ? 100 : 150;
        case OKLAB, OKLCH -> i == 0 ? 1 : 0.4;
        default -> 1;
      };
    }

    Optional<Double> alpha(Component component) {
      Optional<Quantity> quantity = calculation.value(component);
      if (quantity.isEmpty() || !(quantity.get() instanceof Linear linear)) {
        return Optional.empty();
      }
      double alpha = linear.percentage() ? linear.percent() / 100 : linear.value();
      return Optional.of(Math.max(0, Math.min(1, alpha)));
    }
  }
}
