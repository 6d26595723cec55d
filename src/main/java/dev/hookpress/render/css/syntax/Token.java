package dev.hookpress.render.css.syntax;

/**
 * A token of CSS Syntax 3 §4.
 *
 * @param text the name, string, address or character, with escapes resolved; of a number its
 *     representation
 * @param number of numbers, percentages and dimensions; otherwise 0
 * @param unit of a dimension, in lower case; {@code id} for a hash that is a valid id; otherwise
 *     empty
 * @param line from 1
 */
public record Token(Type type, String text, double number, String unit, int line) {
  /** The token types of CSS Syntax 3, with one per bracket. */
  public enum Type {
    IDENT,
    FUNCTION,
    AT_KEYWORD,
    HASH,
    STRING,
    BAD_STRING,
    URL,
    BAD_URL,
    DELIM,
    NUMBER,
    PERCENTAGE,
    DIMENSION,
    WHITESPACE,
    CDO,
    CDC,
    COLON,
    SEMICOLON,
    COMMA,
    OPEN_SQUARE,
    CLOSE_SQUARE,
    OPEN_PAREN,
    CLOSE_PAREN,
    OPEN_CURLY,
    CLOSE_CURLY
  }

  static Token of(Type type, String text, int line) {
    return new Token(type, text, 0, "", line);
  }

  public boolean is(Type wanted) {
    return type == wanted;
  }

  public boolean isDelim(char c) {
    return type == Type.DELIM && text.charAt(0) == c;
  }

  /** Whether it is this keyword, ignoring case. */
  public boolean isIdent(String name) {
    return type == Type.IDENT && text.equalsIgnoreCase(name);
  }

  /** Whether it is this function, ignoring case. */
  public boolean isFunction(String name) {
    return type == Type.FUNCTION && text.equalsIgnoreCase(name);
  }

  public boolean isWhitespace() {
    return type == Type.WHITESPACE;
  }

  /** Whether it opens nested content that ends at its {@link #closer}. */
  public boolean opens() {
    return closer() != null;
  }

  /** The type that closes the block or function that it opens; null if it opens none. */
  public Type closer() {
    return switch (type) {
      case FUNCTION, OPEN_PAREN -> Type.CLOSE_PAREN;
      case OPEN_SQUARE -> Type.CLOSE_SQUARE;
      case OPEN_CURLY -> Type.CLOSE_CURLY;
      default -> null;
    };
  }

  public boolean closes() {
    return type == Type.CLOSE_PAREN || type == Type.CLOSE_SQUARE || type == Type.CLOSE_CURLY;
  }

  /** Whether it is written without a fraction or an exponent. */
  public boolean isInteger() {
    return type == Type.NUMBER && number == Math.rint(number) && text.indexOf('.') < 0;
  }
}
