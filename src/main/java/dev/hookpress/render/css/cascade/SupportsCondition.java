package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.Properties;
import dev.hookpress.render.css.selector.SelectorParser;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import dev.hookpress.render.css.value.Component;
import dev.hookpress.render.css.value.Grammar;
import dev.hookpress.render.css.value.Shorthands;
import java.util.List;
import java.util.Optional;

/** Evaluates the condition of {@code @supports}, CSS Conditional 3 and 4. */
final class SupportsCondition {
  private SupportsCondition() {}

  static boolean holds(List<Token> condition) {
    return Component.of(condition)
        .map(parts -> !parts.isEmpty() && truth(parts) == Truth.TRUE)
        .orElse(false);
  }

  private static Truth truth(List<Component> parts) {
    return Truth.condition(parts, SupportsCondition::atom);
  }

  private static Truth atom(Component component) {
    String function = component.function();
    if (function.equals("selector")) {
      return Truth.of(SelectorParser.parse(tokens(component.children()), null).isPresent());
    }
    if (!function.isEmpty()) {
      return Truth.FALSE;
    }
    List<Component> inside = component.children();
    if (!component.is(Type.OPEN_PAREN) || inside.isEmpty()) {
      return Truth.UNKNOWN;
    }
    if (inside.size() > 1 && inside.get(0).is(Type.IDENT) && inside.get(1).is(Type.COLON)) {
      return Truth.of(supports(inside.get(0), inside.subList(2, inside.size())));
    }
    return truth(inside);
  }

  private static boolean supports(Component name, List<Component> value) {
    String property = Longhands.alias(name.ident());
    if (name.token().text().startsWith("--")) {
      return true;
    }
    if (Shorthands.isShorthand(property)) {
      Optional<?> expanded = Shorthands.expand(property, value);
      return expanded.isPresent();
    }
    return (Properties.isKnown(property) || LogicalProperties.isLogical(property))
        && (Longhands.isWide(value) || Grammar.accepts(property, value));
  }

  /** White space, which counts in selectors, is lost; that does not matter here. */
  private static List<Token> tokens(List<Component> components) {
    List<Token> tokens = new java.util.ArrayList<>();
    for (Component component : components) {
      tokens.add(component.token());
      if (!component.children().isEmpty() || component.is(Type.FUNCTION)) {
        tokens.addAll(tokens(component.children()));
        tokens.add(new Token(component.token().closer(), ")", 0, "", 0));
      }
    }
    return Tokens.trim(tokens);
  }
}
