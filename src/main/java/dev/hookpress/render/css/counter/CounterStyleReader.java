package dev.hookpress.render.css.counter;

import dev.hookpress.render.css.counter.CounterStyle.Negative;
import dev.hookpress.render.css.counter.CounterStyle.Pad;
import dev.hookpress.render.css.counter.CounterStyle.Range;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.value.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the descriptors of an {@code @counter-style} rule (CSS Counter Styles 3 §3). */
final class CounterStyleReader {
  private static final int MAX_SYMBOLS = 1_000;
  private static final int MAX_SYMBOL_CHARACTERS = 40;
  private static final int MAX_PAD = 60;

  private CounterStyleReader() {}

  /** The name of the style that a rule extends; empty if none. */
  static String extended(Map<String, List<Component>> rule) {
    List<Component> system = rule.getOrDefault("system", List.of());
    return system.size() == 2 && system.get(0).isIdent("extends")
        ? system.get(1).token().text()
        : "";
  }

  /**
   * Reads a rule.
   *
   * @param base what it does not say itself
   * @param extending whether its algorithm and symbols are the base's, too
   * @return empty if the rule is invalid
   */
  static Optional<CounterStyle> read(
      Map<String, List<Component>> rule, CounterStyle base, boolean extending) {
    CounterStyle.Algorithm system = extending ? base.system() : system(rule);
    if (system == null) {
      return Optional.empty();
    }
    List<String> symbols = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    if (extending) {
      symbols.addAll(base.symbols());
      weights.addAll(base.weights());
    } else if (system == CounterStyle.Algorithm.ADDITIVE) {
      additive(rule.getOrDefault("additive-symbols", List.of()), symbols, weights);
    } else {
      rule.getOrDefault("symbols", List.of()).forEach(it -> symbol(it).ifPresent(symbols::add));
    }
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      return Optional.empty();
    }
    return Optional.of(
        new CounterStyle(
            system,
            extending ? base.first() : first(rule),
            List.copyOf(symbols),
            List.copyOf(weights),
            negative(rule).orElse(extending ? base.negative() : Negative.MINUS),
            rule.containsKey("range")
                ? ranges(rule.get("range"))
                : extending ? base.ranges() : List.of(),
            pad(rule).orElse(extending ? base.pad() : Pad.NONE),
            text(rule, "prefix", extending ? base.prefix() : ""),
            text(rule, "suffix", extending ? base.suffix() : ". "),
            fallback(rule, extending ? base.fallback() : "decimal")));
  }

  private static CounterStyle.Algorithm system(Map<String, List<Component>> rule) {
    List<Component> value = rule.getOrDefault("system", List.of());
    String word = value.isEmpty() ? "symbolic" : value.get(0).ident();
    for (CounterStyle.Algorithm each : CounterStyle.Algorithm.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
        return each;
      }
    }
    return null;
  }

  private static int first(Map<String, List<Component>> rule) {
    List<Component> value = rule.getOrDefault("system", List.of());
    return value.size() == 2 ? integer(value.get(1)).orElse(1) : 1;
  }

  private static Optional<Integer> integer(Component component) {
    return component.token().isInteger()
        ? Optional.of((int) component.token().number())
        : Optional.empty();
  }

  /** A string or a word; an image has no text. */
  private static Optional<String> symbol(Component component) {
    boolean text = component.is(Type.STRING) || component.is(Type.IDENT);
    return text && component.token().text().length() <= MAX_SYMBOL_CHARACTERS
        ? Optional.of(component.token().text())
        : Optional.empty();
  }

  /** Pairs of a weight and a symbol, in either order. */
  private static void additive(List<Component> value, List<String> symbols, List<Integer> weights) {
    for (List<Component> pair : Component.split(value, Type.COMMA)) {
      if (pair.size() == 2) {
        int number = pair.get(0).is(Type.NUMBER) ? 0 : 1;
        Optional<Integer> weight = integer(pair.get(number)).filter(it -> it >= 0);
        Optional<String> symbol = symbol(pair.get(1 - number));
        boolean descends =
            weight.isPresent()
                && (weights.isEmpty() || weight.get() < weights.get(weights.size() - 1));
        if (symbol.isPresent() && descends) {
          symbols.add(symbol.get());
          weights.add(weight.get());
        }
      }
    }
  }

  private static Optional<Negative> negative(Map<String, List<Component>> rule) {
    List<Component> value = rule.getOrDefault("negative", List.of());
    if (value.isEmpty() || value.size() > 2) {
      return Optional.empty();
    }
    String before = symbol(value.get(0)).orElse("-");
    return Optional.of(
        new Negative(before, value.size() == 2 ? symbol(value.get(1)).orElse("") : ""));
  }

  private static List<Range> ranges(List<Component> value) {
    List<Range> ranges = new ArrayList<>();
    for (List<Component> pair : Component.split(value, Type.COMMA)) {
      if (pair.size() == 2) {
        ranges.add(
            new Range(
                integer(pair.get(0)).map(Long::valueOf).orElse(Long.MIN_VALUE),
                integer(pair.get(1)).map(Long::valueOf).orElse(Long.MAX_VALUE)));
      }
    }
    return List.copyOf(ranges);
  }

  private static Optional<Pad> pad(Map<String, List<Component>> rule) {
    List<Component> value = rule.getOrDefault("pad", List.of());
    if (value.size() != 2) {
      return Optional.empty();
    }
    int number = value.get(0).is(Type.NUMBER) ? 0 : 1;
    Optional<Integer> length = integer(value.get(number)).filter(it -> it >= 0);
    Optional<String> symbol = symbol(value.get(1 - number));
    return length.isPresent() && symbol.isPresent()
        ? Optional.of(new Pad(Math.min(MAX_PAD, length.get()), symbol.get()))
        : Optional.empty();
  }

  private static String text(
      Map<String, List<Component>> rule, String descriptor, String otherwise) {
    List<Component> value = rule.getOrDefault(descriptor, List.of());
    return value.size() == 1 ? symbol(value.get(0)).orElse(otherwise) : otherwise;
  }

  private static String fallback(Map<String, List<Component>> rule, String otherwise) {
    List<Component> value = rule.getOrDefault("fallback", List.of());
    return value.size() == 1 && value.get(0).is(Type.IDENT)
        ? value.get(0).token().text()
        : otherwise;
  }
}
