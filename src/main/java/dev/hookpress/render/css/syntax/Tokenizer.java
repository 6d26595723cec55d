package dev.hookpress.render.css.syntax;

import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits text into tokens, as in CSS Syntax 3 §4.3. Any text is accepted; comments are dropped. */
public final class Tokenizer {
  private static final int EOF = -1;
  private static final char REPLACEMENT = '\uFFFD';

  private final String css;
  private final int max;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int counted;

  private Tokenizer(String css, int max) {
    this.css = css;
    this.max = max;
  }

  /**
   * @param max the maximum number of tokens; the rest of the text is ignored
   */
  public static List<Token> tokens(String css, int max) {
    return new Tokenizer(css, max).run();
  }

  private List<Token> run() {
    while (at < css.length() && tokens.size() < max) {
      if (peek(0) == '/' && peek(1) == '*') {
        int end = css.indexOf("*/", at + 2);
        at = end < 0 ? css.length() : end + 2;
        continue;
      }
      countLines();
      consume(css.charAt(at));
    }
    return tokens;
  }

  private void countLines() {
    for (; counted < at; counted++) {
      char c = css.charAt(counted);
      if (c == '\n' || c == '\f' || c == '\r' && (counted + 1 >= css.length() || !lineFeed())) {
        line++;
      }
    }
  }

  private boolean lineFeed() {
    return css.charAt(counted + 1) == '\n';
  }

  private int peek(int ahead) {
    return at + ahead < css.length() ? css.charAt(at + ahead) : EOF;
  }

  private void add(Type type, String text) {
    tokens.add(Token.of(type, text, line));
  }

  private void single(Type type, char c) {
    at++;
    add(type, String.valueOf(c));
  }

  private void consume(char c) {
    switch (c) {
      case ' ', '\t', '\n', '\r', '\f' -> whitespace();
      case '"', '\'' -> string(c);
      case '#' -> hash();
      case '(' -> single(Type.OPEN_PAREN, c);
      case ')' -> single(Type.CLOSE_PAREN, c);
      case '[' -> single(Type.OPEN_SQUARE, c);
      case ']' -> single(Type.CLOSE_SQUARE, c);
      case '{' -> single(Type.OPEN_CURLY, c);
      case '}' -> single(Type.CLOSE_CURLY, c);
      case ',' -> single(Type.COMMA, c);
      case ':' -> single(Type.COLON, c);
      case ';' -> single(Type.SEMICOLON, c);
      case '@' -> atKeyword();
      default -> other(c);
    }
  }

  private void other(char c) {
    if (startsNumber(0)) {
      number();
    } else if (c == '<' && css.startsWith("<!--", at)) {
      at += 4;
      add(Type.CDO, "<!--");
    } else if (c == '-' && css.startsWith("-->", at)) {
      at += 3;
      add(Type.CDC, "-->");
    } else if (startsIdent(0)) {
      identLike();
    } else {
      single(Type.DELIM, c);
    }
  }

  private void whitespace() {
    while (isSpace(peek(0))) {
      at++;
    }
    add(Type.WHITESPACE, " ");
  }

  private void string(char quote) {
    at++;
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = peek(0);
      if (c == EOF || c == quote) {
        at++;
        add(Type.STRING, text.toString());
        return;
      }
      if (isNewline(c)) {
        add(Type.BAD_STRING, text.toString());
        return;
      }
      if (c == '\\') {
        if (peek(1) == EOF) {
          at++;
        } else if (isNewline(peek(1))) {
          at += peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
        } else {
          escape(text);
        }
      } else {
        text.append(c == 0 ? REPLACEMENT : (char) c);
        at++;
      }
    }
  }

  private void hash() {
    if (isName(peek(1)) || validEscape(1)) {
      boolean id = startsIdent(1);
      at++;
      String name = name();
      tokens.add(new Token(Type.HASH, name, 0, id ? "id" : "", line));
    } else {
      single(Type.DELIM, '#');
    }
  }

  private void atKeyword() {
    if (startsIdent(1)) {
      at++;
      add(Type.AT_KEYWORD, name());
    } else {
      single(Type.DELIM, '@');
    }
  }

  private void number() {
    int start = at;
    if (peek(0) == '+' || peek(0) == '-') {
      at++;
    }
    digits();
    if (peek(0) == '.' && isDigit(peek(1))) {
      at++;
      digits();
    }
    int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
    if ((peek(0) == 'e' || peek(0) == 'E') && isDigit(peek(sign))) {
      at += sign;
      digits();
    }
    String text = css.substring(start, at);
    double number = parse(text);
    if (startsIdent(0)) {
      String unit = name().toLowerCase(Locale.ROOT);
      tokens.add(new Token(Type.DIMENSION, text, number, unit, line));
    } else if (peek(0) == '%') {
      at++;
      tokens.add(new Token(Type.PERCENTAGE, text, number, "%", line));
    } else {
      tokens.add(new Token(Type.NUMBER, text, number, "", line));
    }
  }

  private static double parse(String text) {
    // Nobody means a number of a million digits, and parsing it takes long.
    double number = text.length() > 400 ? 0 : Double.parseDouble(text);
    return Double.isFinite(number) ? number : Math.copySign(Float.MAX_VALUE, number);
  }

  private void digits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private void identLike() {
    String name = name();
    if (peek(0) != '(') {
      add(Type.IDENT, name);
      return;
    }
    at++;
    if (!name.equalsIgnoreCase("url")) {
      add(Type.FUNCTION, name);
      return;
    }
    int ahead = 0;
    while (isSpace(peek(ahead))) {
      ahead++;
    }
    if (peek(ahead) == '"' || peek(ahead) == '\'') {
      add(Type.FUNCTION, name);
    } else {
      at += ahead;
      url();
    }
  }

  private void url() {
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = peek(0);
      if (c == EOF || c == ')') {
        at++;
        add(Type.URL, text.toString());
        return;
      }
      if (isSpace(c)) {
        while (isSpace(peek(0))) {
          at++;
        }
        if (peek(0) != EOF && peek(0) != ')') {
          badUrl();
          return;
        }
      } else if (c == '"' || c == '\'' || c == '(' || c < 9 || c > 13 && c < 32 || c == 127) {
        badUrl();
        return;
      } else if (c == '\\') {
        if (!validEscape(0)) {
          badUrl();
          return;
        }
        escape(text);
      } else {
        text.append((char) c);
        at++;
      }
    }
  }

  private void badUrl() {
    StringBuilder ignored = new StringBuilder();
    while (peek(0) != EOF && peek(0) != ')') {
      if (validEscape(0)) {
        escape(ignored);
      } else {
        at++;
      }
    }
    at++;
    add(Type.BAD_URL, "");
  }

  private String name() {
    int start = at;
    while (isName(peek(0)) && peek(0) != 0) {
      at++;
    }
    if (!isName(peek(0)) && !validEscape(0)) {
      return css.substring(start, at);
    }
    StringBuilder name = new StringBuilder(css.substring(start, at));
    while (true) {
      if (isName(peek(0))) {
        name.append(peek(0) == 0 ? REPLACEMENT : (char) peek(0));
        at++;
      } else if (validEscape(0)) {
        escape(name);
      } else {
        return name.toString();
      }
    }
  }

  /** Consumes an escape, starting at the backslash. */
  private void escape(StringBuilder into) {
    at++;
    int code = 0;
    int digits = 0;
    while (digits < 6 && Character.digit(peek(0), 16) >= 0 && peek(0) < 128) {
      code = code * 16 + Character.digit(peek(0), 16);
      at++;
      digits++;
    }
    if (digits == 0) {
      if (peek(0) == EOF) {
        into.append(REPLACEMENT);
      } else {
        int literal = css.codePointAt(at);
        into.appendCodePoint(literal);
        at += Character.charCount(literal);
      }
      return;
    }
    if (peek(0) == '\r' && peek(1) == '\n') {
      at += 2;
    } else if (isSpace(peek(0))) {
      at++;
    }
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    into.appendCodePoint(code == 0 || surrogate || code > 0x10FFFF ? REPLACEMENT : code);
  }

  private boolean validEscape(int ahead) {
    return peek(ahead) == '\\' && !isNewline(peek(ahead + 1)) && peek(ahead + 1) != EOF;
  }

  private boolean startsIdent(int ahead) {
    int c = peek(ahead);
    if (c == '-') {
      int next = peek(ahead + 1);
      return isNameStart(next) || next == '-' || validEscape(ahead + 1);
    }
    return isNameStart(c) || validEscape(ahead);
  }

  private boolean startsNumber(int ahead) {
    int c = peek(ahead);
    if (c == '+' || c == '-') {
      return isDigit(peek(ahead + 1)) || peek(ahead + 1) == '.' && isDigit(peek(ahead + 2));
    }
    return isDigit(c) || c == '.' && isDigit(peek(ahead + 1));
  }

  private static boolean isNameStart(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 128 || c == 0;
  }

  private static boolean isName(int c) {
    return isNameStart(c) || isDigit(c) || c == '-';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNewline(int c) {
    return c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || isNewline(c);
  }
}
