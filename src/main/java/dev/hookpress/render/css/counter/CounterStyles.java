package dev.hookpress.render.css.counter;

import dev.hookpress.render.css.syntax.Item;
import dev.hookpress.render.css.syntax.Item.AtRule;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.SheetParser;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import dev.hookpress.render.css.value.Component;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The counter styles of a document: those of its {@code @counter-style} rules, and predefined. */
final class CounterStyles {
  /** A chain of fallbacks or extensions that is longer ends in decimal numbers. */
  private static final int MAX_CHAIN = 10;

  private static final int MAX_TOKENS = 200_000;

  /** More styles of one document are ignored. */
  private static final int MAX_STYLES = 2_000;

  /** Those of CSS 2.1 that the layout engine writes itself, and the bullets that it draws. */
  private static final Set<String> OF_THE_ENGINE =
      Set.of(
          "none",
          "disc",
          "circle",
          "square",
          "decimal",
          "decimal-leading-zero",
          "lower-roman",
          "upper-roman",
          "lower-latin",
          "upper-latin",
          "lower-alpha",
          "upper-alpha",
          "arabic-indic",
          "disclosure-open",
          "disclosure-closed");

  private final Map<String, Map<String, List<Component>>> rules = new HashMap<>();
  private final Map<String, Optional<CounterStyle>> known = new HashMap<>();

  /** Reads {@code @counter-style} rules; ignores everything else. */
  static CounterStyles of(String css) {
    CounterStyles styles = new CounterStyles();
    for (Item item : SheetParser.sheet(css, MAX_TOKENS, MAX_TOKENS).items()) {
      if (item instanceof AtRule at && at.name().equals("counter-style") && at.contents() != null) {
        List<Token> name = Tokens.trim(at.prelude());
        if (name.size() == 1 && name.get(0).is(Type.IDENT)) {
          styles.define(name.get(0).text(), descriptors(at));
        }
      }
    }
    return styles;
  }

  private static Map<String, List<Component>> descriptors(AtRule at) {
    Map<String, List<Component>> descriptors = new HashMap<>();
    for (Item item : at.contents()) {
      if (item instanceof Declaration declaration) {
        Component.of(declaration.value())
            .ifPresent(value -> descriptors.put(declaration.name(), value));
      }
    }
    return descriptors;
  }

  /**
   * Defines a style, in place of an earlier one of this name.
   *
   * @param descriptors the rule's values by their names
   */
  private void define(String name, Map<String, List<Component>> descriptors) {
    String key = key(name);
    boolean fixed = key.equals("none") || key.equals("decimal") || key.equals("disc");
    if (!fixed && (rules.size() < MAX_STYLES || rules.containsKey(key))) {
      rules.put(key, descriptors);
      known.clear();
    }
  }

  /** Whether the document defines none. */
  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Whether the layout engine does not write this style by itself. */
  boolean isOwn(String name) {
    String key = key(name);
    return rules.containsKey(key) || !OF_THE_ENGINE.contains(key);
  }

  /** The text of a list item's marker. */
  String marker(String name, int value) {
    CounterStyle style = find(name, 0).orElse(Predefined.DECIMAL);
    return style.prefix() + text(name, value) + style.suffix();
  }

  /** The text of a value, without what stands around it in a list. */
  String text(String name, int value) {
    String at = name;
    for (int i = 0; i < MAX_CHAIN; i++) {
      Optional<CounterStyle> style = find(at, 0);
      Optional<String> text = style.flatMap(it -> it.text(value));
      if (text.isPresent()) {
        return text.get();
      }
      at = style.map(CounterStyle::fallback).orElse("decimal");
    }
    return Integer.toString(value);
  }

  private Optional<CounterStyle> find(String name, int depth) {
    String key = key(name);
    Optional<CounterStyle> found = known.get(key);
    if (found == null) {
      found = depth > MAX_CHAIN ? Optional.empty() : read(key, depth);
      known.put(key, found);
    }
    return found;
  }

  private Optional<CounterStyle> read(String key, int depth) {
    Map<String, List<Component>> rule = rules.get(key);
    if (rule == null) {
      return Predefined.find(key);
    }
    String extended = CounterStyleReader.extended(rule);
    if (extended.isEmpty()) {
      return CounterStyleReader.read(rule, Predefined.DECIMAL, false);
    }
    // A cycle ends at the greatest depth.
    CounterStyle base = find(extended, depth + 1).orElse(Predefined.DECIMAL);
    return CounterStyleReader.read(rule, base, true);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
