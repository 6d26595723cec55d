package dev.hookpress.render.css.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of {@code width}, {@code height}, {@code flex-basis}, a margin or a gap.
 *
 * @param pixels of a length, or the length part of {@code calc(10% + 5px)}
 * @param percent of the containing block's size, 0 if there is none
 * @param among the arguments of {@code min()} and {@code max()}
 */
public record Dimension(Kind kind, double pixels, double percent, List<Dimension> among) {
  /** The kind of dimension. */
  public enum Kind {
    AUTO,
    LENGTH,
    SMALLEST,
    LARGEST,
    MIN_CONTENT,
    MAX_CONTENT,
    FIT_CONTENT
  }

  public static final Dimension AUTO = keyword(Kind.AUTO);
  public static final Dimension ZERO = px(0);
  public static final Dimension MIN_CONTENT = keyword(Kind.MIN_CONTENT);
  public static final Dimension MAX_CONTENT = keyword(Kind.MAX_CONTENT);
  public static final Dimension FIT_CONTENT = keyword(Kind.FIT_CONTENT);

  /** Lengths are clamped to this, so that no sum of them overflows. */
  private static final double LARGEST = 1e7;

  private static final int DEEPEST = 8;

  private static Dimension keyword(Kind kind) {
    return new Dimension(kind, 0, 0, List.of());
  }

  public static Dimension px(double pixels) {
    return new Dimension(Kind.LENGTH, pixels, 0, List.of());
  }

  public static Dimension percent(double percent) {
    return new Dimension(Kind.LENGTH, 0, percent, List.of());
  }

  public boolean isAuto() {
    return kind == Kind.AUTO;
  }

  /** Whether it is not a keyword. */
  public boolean isLength() {
    return kind == Kind.LENGTH || kind == Kind.SMALLEST || kind == Kind.LARGEST;
  }

  boolean hasPercent() {
    return percent != 0 || among.stream().anyMatch(Dimension::hasPercent);
  }

  /** In pixels; empty for keywords, and for a percentage of an unknown base. */
  public OptionalDouble resolve(OptionalDouble base) {
    if (!isLength() || base.isEmpty() && hasPercent()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value(base.orElse(0)));
  }

  /** In pixels; zero for keywords, and for percentages of an unknown base. */
  public double orZero(OptionalDouble base) {
    return isLength() ? value(base.orElse(0)) : 0;
  }

  private double value(double base) {
    return switch (kind) {
      case SMALLEST -> among.stream().mapToDouble(it -> it.value(base)).min().orElse(0);
      case LARGEST -> among.stream().mapToDouble(it -> it.value(base)).max().orElse(0);
      default -> percent == 0 ? pixels : pixels + percent * base / 100;
    };
  }

  /** Parses a computed value; {@code normal}, {@code none} and the like are {@code auto}. */
  public static Dimension parse(String value) {
    return switch (value) {
      case "auto", "normal", "none", "stretch" -> AUTO;
      case "min-content" -> MIN_CONTENT;
      case "max-content", "content" -> MAX_CONTENT;
      case "fit-content" -> FIT_CONTENT;
      default -> length(value, 0).orElse(AUTO);
    };
  }

  private static Optional<Dimension> length(String text, int depth) {
    String value = text.strip();
    int open = value.indexOf('(');
    if (open > 0 && value.endsWith(")") && depth < DEEPEST) {
      String inner = value.substring(open + 1, value.length() - 1);
      return switch (value.substring(0, open)) {
        case "calc" -> sum(inner);
        case "min" -> choice(Kind.SMALLEST, inner, depth);
        case "max" -> choice(Kind.LARGEST, inner, depth);
        case "clamp" -> clamp(inner, depth);
        default -> Optional.empty();
      };
    }
    return value.indexOf(' ') > 0 ? sum(value) : single(value);
  }

  private static Optional<Dimension> single(String value) {
    boolean percentage = value.endsWith("%");
    String digits =
        percentage
            ? value.substring(0, value.length() - 1)
            : value.endsWith("px") ? value.substring(0, value.length() - 2) : value;
    try {
      double number = Math.max(-LARGEST, Math.min(LARGEST, Double.parseDouble(digits)));
      if (Double.isNaN(number) || !percentage && !value.endsWith("px") && number != 0) {
        return Optional.empty();
      }
      return Optional.of(percentage ? percent(number) : px(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@code 50% - 12px}. */
  private static Optional<Dimension> sum(String inner) {
    double pixels = 0;
    double percent = 0;
    double sign = 1;
    for (String word : inner.strip().split("\\s+")) {
      if (word.equals("+") || word.equals("-")) {
        sign = word.equals("+") ? 1 : -1;
        continue;
      }
      Optional<Dimension> one = single(word);
      if (one.isEmpty()) {
        return one;
      }
      pixels += sign * one.get().pixels();
      percent += sign * one.get().percent();
    }
    return Optional.of(new Dimension(Kind.LENGTH, pixels, percent, List.of()));
  }

  private static Optional<Dimension> choice(Kind kind, String inner, int depth) {
    List<Dimension> among = new ArrayList<>();
    for (String argument : arguments(inner)) {
      length(argument, depth + 1).ifPresent(among::add);
    }
    return among.isEmpty()
        ? Optional.empty()
        : Optional.of(new Dimension(kind, 0, 0, List.copyOf(among)));
  }

  private static Optional<Dimension> clamp(String inner, int depth) {
    List<String> arguments = arguments(inner);
    return arguments.size() == 3
        ? length(
            "max(%s, min(%s, %s))".formatted(arguments.get(0), arguments.get(1), arguments.get(2)),
            depth + 1)
        : Optional.empty();
  }

  private static List<String> arguments(String inner) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        arguments.add(inner.substring(start, i));
        start = i + 1;
      }
    }
    arguments.add(inner.substring(start));
    return arguments;
  }
}
