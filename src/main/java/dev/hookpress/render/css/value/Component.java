package dev.hookpress.render.css.value;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A component value: a token, or a function or block with its content. White space is dropped.
 *
 * @param children of a function or block; otherwise empty
 */
public record Component(Token token, List<Component> children) {
  /** Deeper values are invalid; no author writes them. */
  private static final int MAX_DEPTH = 64;

  /** Parses tokens to a tree; empty if brackets do not match or are nested too deep. */
  public static Optional<List<Component>> of(List<Token> tokens) {
    Reader reader = new Reader(tokens);
    List<Component> all = reader.until(null, 0);
    return all == null ? Optional.empty() : Optional.of(all);
  }

  public static Component leaf(Token token) {
    return new Component(token, List.of());
  }

  public boolean is(Type type) {
    return token.type() == type;
  }

  public boolean isIdent(String name) {
    return token.isIdent(name);
  }

  public boolean isDelim(char c) {
    return token.isDelim(c);
  }

  /** The name of a function in lower case; empty for anything else. */
  public String function() {
    return token.type() == Type.FUNCTION ? token.text().toLowerCase(Locale.ROOT) : "";
  }

  /** A keyword in lower case; empty for anything else. */
  public String ident() {
    return token.type() == Type.IDENT ? token.text().toLowerCase(Locale.ROOT) : "";
  }

  /** A function's arguments; at least one, which may be empty. */
  public List<List<Component>> arguments() {
    return split(children, Type.COMMA);
  }

  /** Splits at a separator. */
  public static List<List<Component>> split(List<Component> components, Type separator) {
    List<List<Component>> parts = new ArrayList<>();
    List<Component> part = new ArrayList<>();
    for (Component component : components) {
      if (component.is(separator)) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(component);
      }
    }
    parts.add(part);
    return parts;
  }

  /** Splits at slashes. */
  public static List<List<Component>> splitAtSlash(List<Component> components) {
    List<List<Component>> parts = new ArrayList<>();
    List<Component> part = new ArrayList<>();
    for (Component component : components) {
      if (component.isDelim('/')) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(component);
      }
    }
    parts.add(part);
    return parts;
  }

  private static final class Reader {
    private final List<Token> tokens;
    private int at;

    Reader(List<Token> tokens) {
      this.tokens = tokens;
    }

    /** Null if invalid. */
    List<Component> until(Type closer, int depth) {
      if (depth > MAX_DEPTH) {
        return null;
      }
      List<Component> all = new ArrayList<>();
      while (at < tokens.size()) {
        Token token = tokens.get(at++);
        if (token.closes()) {
          return token.type() == closer ? all : null;
        }
        if (token.opens()) {
          List<Component> children = until(token.closer(), depth + 1);
          if (children == null) {
            return null;
          }
          all.add(new Component(token, children));
        } else if (!token.isWhitespace()) {
          all.add(leaf(token));
        }
      }
      return closer == null ? all : null;
    }
  }
}
