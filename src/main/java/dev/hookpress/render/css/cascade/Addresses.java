package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves the addresses in a stylesheet against the sheet's own. */
@FunctionalInterface
public interface Addresses {
  /** Leaves every address as written. */
  Addresses NONE = (base, reference) -> Optional.empty();

  /**
   * @param base the stylesheet's address
   * @return an absolute address; empty if it cannot be resolved and stays as written
   */
  Optional<String> resolve(String base, String reference);

  /** Resolves the addresses in a value. */
  default List<Token> absolute(String base, List<Token> value) {
    boolean any = false;
    for (Token token : value) {
      any |= token.is(Type.URL) || token.isFunction("url");
    }
    if (!any || base.isEmpty()) {
      return value;
    }
    List<Token> result = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      Token token = value.get(i);
      if (token.is(Type.URL)) {
        result.add(url(base, token.text(), token.line()));
      } else if (token.isFunction("url")) {
        int end = Tokens.closing(value, i);
        List<Token> inside = Tokens.trim(value.subList(i + 1, end));
        if (inside.size() == 1 && inside.get(0).is(Type.STRING)) {
          result.add(url(base, inside.get(0).text(), token.line()));
          i = end;
        } else {
          result.add(token);
        }
      } else {
        result.add(token);
      }
    }
    return result;
  }

  private Token url(String base, String reference, int line) {
    boolean fixed =
        reference.isEmpty() || reference.startsWith("#") || reference.startsWith("data:");
    String absolute = fixed ? reference : resolve(base, reference).orElse(reference);
    return new Token(Type.URL, absolute, 0, "", line);
  }
}
