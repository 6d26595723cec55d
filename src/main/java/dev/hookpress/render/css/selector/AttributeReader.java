package dev.hookpress.render.css.selector;

import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses the content of an attribute selector's brackets. */
final class AttributeReader {
  private AttributeReader() {}

  /**
   * @param tokens without white space
   */
  static Optional<Simple> read(List<Token> tokens) {
    int at = 0;
    if (tokens.size() > 2 && tokens.get(1).isDelim('|') && tokens.get(2).is(Type.IDENT)) {
      at = 2;
    } else if (!tokens.isEmpty() && tokens.get(0).isDelim('|')) {
      at = 1;
    }
    if (tokens.size() <= at || !tokens.get(at).is(Type.IDENT)) {
      return Optional.empty();
    }
    String name = tokens.get(at++).text().toLowerCase(Locale.ROOT);
    if (at == tokens.size()) {
      return Optional.of(new Conditions.Attribute(name, (char) 0, "", false));
    }
    char operator = tokens.get(at).is(Type.DELIM) ? tokens.get(at).text().charAt(0) : ' ';
    at++;
    if (operator != '=') {
      if ("~|^$*".indexOf(operator) < 0 || at >= tokens.size() || !tokens.get(at).isDelim('=')) {
        return Optional.empty();
      }
      at++;
    }
    if (at >= tokens.size() || !isValue(tokens.get(at))) {
      return Optional.empty();
    }
    String value = tokens.get(at++).text();
    boolean anyCase = Conditions.Attribute.CASELESS.contains(name);
    if (at < tokens.size()) {
      anyCase = tokens.get(at).isIdent("i");
      if (!anyCase && !tokens.get(at).isIdent("s") || at + 1 < tokens.size()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Conditions.Attribute(
            name, operator, anyCase ? value.toLowerCase(Locale.ROOT) : value, anyCase));
  }

  private static boolean isValue(Token token) {
    return token.is(Type.IDENT) || token.is(Type.STRING);
  }
}
