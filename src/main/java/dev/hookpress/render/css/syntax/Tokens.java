package dev.hookpress.render.css.syntax;

import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Splits lists of tokens, and serialises them as CSS. */
public final class Tokens {
  private Tokens() {}

  /** Removes white space at both ends. */
  public static List<Token> trim(List<Token> tokens) {
    return SheetParser.trim(tokens);
  }

  /** Splits at commas outside brackets; returns at least one part. */
  public static List<List<Token>> splitAtCommas(List<Token> tokens) {
    List<List<Token>> parts = new ArrayList<>();
    int from = 0;
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.opens() ? 1 : token.closes() ? -1 : 0;
      if (depth == 0 && token.is(Type.COMMA)) {
        parts.add(trim(tokens.subList(from, i)));
        from = i + 1;
      }
    }
    parts.add(trim(tokens.subList(from, tokens.size())));
    return parts;
  }

  /** The index where the bracket opened at an index closes; the list's size if it does not. */
  public static int closing(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.opens()) {
        depth++;
      } else if (token.closes() && --depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }

  /** Serialises to CSS that parses to the same tokens. */
  public static String text(List<Token> tokens) {
    StringBuilder css = new StringBuilder();
    Token before = null;
    for (Token token : tokens) {
      if (before != null && sticks(before, token)) {
        css.append(' ');
      }
      append(css, token);
      before = token;
    }
    return css.toString();
  }

  /** Whether two adjacent tokens would be parsed as one. */
  private static boolean sticks(Token before, Token token) {
    return isWord(before)
        && (isWord(token) || token.is(Type.FUNCTION) || token.is(Type.URL) || token.isDelim('-'));
  }

  private static boolean isWord(Token token) {
    return switch (token.type()) {
      case IDENT, AT_KEYWORD, HASH, NUMBER, DIMENSION -> true;
      default -> false;
    };
  }

  private static void append(StringBuilder css, Token token) {
    switch (token.type()) {
      case IDENT -> css.append(ident(token.text()));
      case FUNCTION -> css.append(ident(token.text())).append('(');
      case AT_KEYWORD -> css.append('@').append(ident(token.text()));
      case HASH -> css.append('#').append(name(token.text(), false));
      case STRING -> css.append(string(token.text()));
      case URL -> css.append("url(").append(string(token.text())).append(')');
      case PERCENTAGE -> css.append(token.text()).append('%');
      case DIMENSION -> css.append(token.text()).append(token.unit());
      case BAD_STRING, BAD_URL -> {}
      default -> css.append(token.text());
    }
  }

  /** Text as a CSS string in double quotes. */
  public static String string(String text) {
    StringBuilder css = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        // Escaped as code points: the engine drops the backslash of any other escape.
        css.append('\\').append(Integer.toHexString(c)).append(' ');
      } else if (c < 32 || c == 127) {
        css.append('\\').append(Integer.toHexString(c)).append(' ');
      } else {
        css.append(c);
      }
    }
    return css.append('"').toString();
  }

  /** Text as a CSS identifier. */
  public static String ident(String text) {
    return name(text, true);
  }

  private static String name(String text, boolean identifier) {
    StringBuilder css = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c == '_'
              || c == '-' && (text.length() > 1 || !identifier)
              || c >= 128
              || digit && !(identifier && (i == 0 || i == 1 && text.charAt(0) == '-'));
      if (plain && css == null) {
        continue;
      }
      if (css == null) {
        css = new StringBuilder(text.substring(0, i));
      }
      if (plain) {
        css.append(c);
      } else {
        css.append('\\').append(Integer.toHexString(c)).append(' ');
      }
    }
    return css == null ? text : css.toString();
  }
}
