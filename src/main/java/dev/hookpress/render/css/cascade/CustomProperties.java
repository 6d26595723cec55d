package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.Steps;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The custom properties of an element, CSS Variables 1. Values are substituted lazily and once;
 * those of the parent are shared.
 */
final class CustomProperties {
  /**
   * Maximum tokens of a substituted value; beyond it the value is invalid, which stops exponential
   * expansion.
   */
  private static final int MAX_TOKENS = 20_000;

  /** Nesting depth of references; real stylesheets have less than ten. */
  private static final int MAX_DEPTH = 100;

  private final CustomProperties parent;
  private final Map<String, List<Token>> declared;
  private final Map<String, List<Token>> resolved = new HashMap<>();
  private final Set<String> invalid = new HashSet<>();
  private final Set<String> resolving = new HashSet<>();
  private final Registry registry;

  /** The {@code @property} rules of a document, and its remaining work budget. */
  static final class Registry {
    private final Map<String, Registered> properties = new HashMap<>();
    private final Steps steps;
    private boolean anyNotInherited;

    Registry(Steps steps) {
      this.steps = steps;
    }

    /**
     * @param initial null if it has none
     */
    void register(String name, boolean inherits, List<Token> initial) {
      anyNotInherited |= !inherits;
      properties.put(name, new Registered(inherits, initial));
    }

    private record Registered(boolean inherits, List<Token> initial) {}
  }

  /**
   * @param parent null for the root element
   * @param declared the element's own, in cascade order
   */
  CustomProperties(CustomProperties parent, Map<String, List<Token>> declared, Registry registry) {
    this.parent = parent;
    this.declared = declared;
    this.registry = registry;
  }

  /** The properties of an element that declares none: without those that are not inherited. */
  CustomProperties inherited() {
    return registry.anyNotInherited ? new CustomProperties(this, Map.of(), registry) : this;
  }

  /** The computed value; null if there is none. */
  private List<Token> get(String name, int depth) {
    CustomProperties holder = this;
    Registry.Registered registered = registry.properties.get(name);
    if (registered == null || registered.inherits()) {
      while (holder != null && !holder.declared.containsKey(name)) {
        holder = holder.parent;
      }
    } else if (!declared.containsKey(name)) {
      holder = null;
    }
    List<Token> value = holder == null ? null : holder.own(name, depth);
    return value == null && registered != null ? registered.initial() : value;
  }

  private List<Token> own(String name, int depth) {
    List<Token> known = resolved.get(name);
    if (known != null || invalid.contains(name)) {
      return known;
    }
    if (!resolving.add(name)) {
      // A cycle: all properties in it are invalid.
      invalid.add(name);
      return null;
    }
    List<Token> value = resolve(name, declared.get(name), depth + 1);
    resolving.remove(name);
    if (value == null || invalid.contains(name)) {
      invalid.add(name);
      return null;
    }
    resolved.put(name, value);
    return value;
  }

  private List<Token> resolve(String name, List<Token> value, int depth) {
    if (value.size() == 1 && value.get(0).is(Type.IDENT)) {
      if (value.get(0).isIdent("initial")) {
        return null;
      }
      if (value.get(0).isIdent("inherit") || value.get(0).isIdent("unset")) {
        return parent == null ? null : parent.get(name, depth);
      }
    }
    return Longhands.isPending(value) ? substitute(value, depth) : value;
  }

  /** Substitutes {@code var()} and {@code env()}; null if that fails. */
  List<Token> substitute(List<Token> tokens) {
    return substitute(tokens, 0);
  }

  private List<Token> substitute(List<Token> tokens, int depth) {
    if (depth > MAX_DEPTH || !registry.steps.take(tokens.size())) {
      return null;
    }
    List<Token> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.isFunction("var") && !token.isFunction("env")) {
        result.add(token);
        continue;
      }
      int end = Tokens.closing(tokens, i);
      List<Token> value = reference(token, tokens.subList(i + 1, end), depth);
      if (value == null
          || result.size() + value.size() > MAX_TOKENS
          || !registry.steps.take(value.size())) {
        return null;
      }
      result.addAll(value);
      i = end;
    }
    return result;
  }

  /** Resolves a reference. */
  private List<Token> reference(Token function, List<Token> arguments, int depth) {
    int comma = 0;
    while (comma < arguments.size() && !arguments.get(comma).is(Type.COMMA)) {
      comma++;
    }
    List<Token> name = Tokens.trim(arguments.subList(0, comma));
    if (name.isEmpty() || !name.get(0).is(Type.IDENT)) {
      return null;
    }
    if (function.isFunction("var")) {
      List<Token> value = name.size() == 1 ? get(name.get(0).text(), depth) : null;
      if (value != null) {
        return value;
      }
    } else if (name.get(0).text().startsWith("safe-area")) {
      return List.of(new Token(Type.DIMENSION, "0", 0, "px", 0));
    }
    return comma < arguments.size()
        ? substitute(Tokens.trim(arguments.subList(comma + 1, arguments.size())), depth + 1)
        : null;
  }
}
