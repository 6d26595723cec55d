package dev.hookpress.render.css.syntax;

import dev.hookpress.render.css.syntax.Item.AtRule;
import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.Item.StyleRule;
import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses tokens to rules and declarations, as in CSS Syntax 3 §5 with nested rules. Errors are
 * skipped as specified; any text is accepted.
 */
public final class SheetParser {
  /** Nesting depth of blocks; deeper ones are ignored. Authors nest to five or six. */
  private static final int MAX_DEPTH = 32;

  /** Nesting depth of brackets in a value or selector. */
  private static final int MAX_BRACKETS = 64;

  private final List<Token> tokens;
  private final int maxItems;
  private int at;
  private int items;
  private boolean cut;

  private SheetParser(List<Token> tokens, int maxItems) {
    this.tokens = tokens;
    this.maxItems = maxItems;
  }

  /**
   * The result of parsing.
   *
   * @param cut whether a bound was reached and a part was ignored
   */
  public record Parsed(List<Item> items, boolean cut) {}

  /**
   * @param maxTokens and {@code maxItems}: rules and declarations; the rest is ignored
   */
  public static Parsed sheet(String css, int maxTokens, int maxItems) {
    return parse(css, maxTokens, maxItems, false);
  }

  /** Parses a {@code style} attribute, which may contain nested rules. */
  public static Parsed styleAttribute(String css, int maxTokens, int maxItems) {
    return parse(css, maxTokens, maxItems, true);
  }

  private static Parsed parse(String css, int maxTokens, int maxItems, boolean declarations) {
    List<Token> tokens = Tokenizer.tokens(css, maxTokens);
    SheetParser parser = new SheetParser(tokens, maxItems);
    List<Item> items = parser.contents(0, false, declarations);
    return new Parsed(items, parser.cut || tokens.size() >= maxTokens);
  }

  private Token peek() {
    return at < tokens.size() ? tokens.get(at) : null;
  }

  private boolean full() {
    boolean full = items >= maxItems;
    cut |= full;
    return full;
  }

  /**
   * Parses the contents of a block up to its closing brace, or of the whole sheet.
   *
   * @param declarations whether they are allowed; the top level has only rules, and a semicolon
   *     there is part of a broken selector
   */
  private List<Item> contents(int depth, boolean block, boolean declarations) {
    List<Item> contents = new ArrayList<>();
    Token token;
    while ((token = peek()) != null && !full()) {
      switch (token.type()) {
        case WHITESPACE, CDO, CDC -> at++;
        case CLOSE_CURLY -> {
          at++;
          if (block) {
            return contents;
          }
        }
        case AT_KEYWORD -> atRule(contents, depth);
        default -> {
          if (!declarations) {
            rule(contents, depth, false);
          } else if (token.is(Type.SEMICOLON)) {
            at++;
          } else {
            declarationOrRule(contents, depth);
          }
        }
      }
    }
    return contents;
  }

  private void declarationOrRule(List<Item> contents, int depth) {
    int start = at;
    Declaration declaration = declaration();
    if (declaration != null) {
      items++;
      contents.add(declaration);
      return;
    }
    if (endsBeforeBlock(start)) {
      return;
    }
    at = start;
    rule(contents, depth, true);
  }

  private void rule(List<Item> contents, int depth, boolean stops) {
    int line = tokens.get(at).line();
    List<Token> prelude = new ArrayList<>();
    if (prelude(prelude, stops)) {
      items++;
      List<Item> inner = block(depth);
      if (!prelude.isEmpty() && inner != null) {
        contents.add(new StyleRule(trim(prelude), inner, line));
      }
    }
  }

  /** Whether a failed declaration ended at a semicolon or brace, so that it cannot be a rule. */
  private boolean endsBeforeBlock(int start) {
    Token token = peek();
    return at > start && (token == null || !token.is(Type.OPEN_CURLY));
  }

  private void atRule(List<Item> contents, int depth) {
    Token keyword = tokens.get(at++);
    items++;
    List<Token> prelude = new ArrayList<>();
    String name = keyword.text().toLowerCase(Locale.ROOT);
    if (prelude(prelude, true)) {
      List<Item> inner = block(depth);
      if (inner != null) {
        contents.add(new AtRule(name, trim(prelude), inner, keyword.line()));
      }
    } else {
      contents.add(new AtRule(name, trim(prelude), null, keyword.line()));
    }
  }

  /**
   * Consumes tokens up to a block.
   *
   * @param stops whether a semicolon ends it
   * @return whether a block follows
   */
  private boolean prelude(List<Token> into, boolean stops) {
    int brackets = 0;
    Token token;
    while ((token = peek()) != null) {
      if (brackets == 0) {
        if (token.is(Type.OPEN_CURLY)) {
          return true;
        }
        if (stops && token.is(Type.SEMICOLON)) {
          at++;
          return false;
        }
        if (stops && token.is(Type.CLOSE_CURLY)) {
          return false;
        }
      }
      brackets += token.opens() ? 1 : token.closes() && brackets > 0 ? -1 : 0;
      into.add(token);
      at++;
    }
    return false;
  }

  /** Parses the block at an opening brace; null if it is nested too deep. */
  private List<Item> block(int depth) {
    at++;
    if (depth < MAX_DEPTH) {
      return contents(depth + 1, true, true);
    }
    cut = true;
    int open = 1;
    while (open > 0 && peek() != null) {
      open += peek().is(Type.OPEN_CURLY) ? 1 : peek().is(Type.CLOSE_CURLY) ? -1 : 0;
      at++;
    }
    return null;
  }

  /** Null if there is no declaration here; {@link #at} is then where that was detected. */
  private Declaration declaration() {
    Token name = peek();
    if (!name.is(Type.IDENT)) {
      return skipUnlessRule();
    }
    int start = at++;
    while (peek() != null && peek().isWhitespace()) {
      at++;
    }
    if (peek() == null || !peek().is(Type.COLON)) {
      at = start;
      return skipUnlessRule();
    }
    at++;
    boolean custom = name.text().startsWith("--");
    List<Token> value = new ArrayList<>();
    if (!value(value, custom)) {
      return null;
    }
    boolean important = takeImportant(value);
    List<Token> trimmed = trim(value);
    if (trimmed.isEmpty() && !custom) {
      return null;
    }
    String lower = custom ? name.text() : name.text().toLowerCase(Locale.ROOT);
    return new Declaration(lower, trimmed, important, name.line());
  }

  /** Skips what is not a declaration, up to a block or the end of the broken part. */
  private Declaration skipUnlessRule() {
    int brackets = 0;
    Token token;
    while ((token = peek()) != null
        && (brackets > 0
            || !token.is(Type.OPEN_CURLY)
                && !token.is(Type.CLOSE_CURLY)
                && !token.is(Type.SEMICOLON))) {
      brackets += token.opens() ? 1 : token.closes() && brackets > 0 ? -1 : 0;
      at++;
    }
    if (token != null && token.is(Type.SEMICOLON)) {
      at++;
      // After it nothing may be mistaken for the block of a rule.
      if (peek() != null && peek().is(Type.OPEN_CURLY)) {
        skipBlock();
      }
    }
    return null;
  }

  private void skipBlock() {
    int open = 0;
    do {
      open += peek().is(Type.OPEN_CURLY) ? 1 : peek().is(Type.CLOSE_CURLY) ? -1 : 0;
      at++;
    } while (open > 0 && peek() != null);
  }

  /** Consumes a value to its end; false if it is broken, or the prelude of a rule. */
  private boolean value(List<Token> into, boolean custom) {
    boolean good = true;
    List<Type> open = new ArrayList<>();
    Token token;
    while ((token = peek()) != null) {
      Type type = token.type();
      if (open.isEmpty()) {
        if (type == Type.SEMICOLON || type == Type.CLOSE_CURLY) {
          return good;
        }
        if (type == Type.OPEN_CURLY && !custom) {
          return false;
        }
      }
      if (token.opens()) {
        open.add(token.closer());
        good &= open.size() <= MAX_BRACKETS;
      } else if (token.closes()) {
        if (open.isEmpty() || open.get(open.size() - 1) != type) {
          good = false;
          if (type == Type.CLOSE_CURLY) {
            return false;
          }
        } else {
          open.remove(open.size() - 1);
        }
      }
      good &= type != Type.BAD_STRING && type != Type.BAD_URL;
      into.add(token);
      at++;
    }
    // At the end of the text open brackets count as closed.
    for (int i = open.size() - 1; i >= 0; i--) {
      into.add(Token.of(open.get(i), "", 0));
    }
    return good;
  }

  private static boolean takeImportant(List<Token> value) {
    int i = lastSolid(value, value.size());
    if (i < 0 || !value.get(i).isIdent("important")) {
      return false;
    }
    int bang = lastSolid(value, i);
    if (bang < 0 || !value.get(bang).isDelim('!')) {
      return false;
    }
    value.subList(bang, value.size()).clear();
    return true;
  }

  private static int lastSolid(List<Token> value, int before) {
    int i = before - 1;
    while (i >= 0 && value.get(i).isWhitespace()) {
      i--;
    }
    return i;
  }

  /** Removes white space at both ends. */
  static List<Token> trim(List<Token> tokens) {
    int from = 0;
    int to = tokens.size();
    while (from < to && tokens.get(from).isWhitespace()) {
      from++;
    }
    while (to > from && tokens.get(to - 1).isWhitespace()) {
      to--;
    }
    return from == 0 && to == tokens.size() ? tokens : tokens.subList(from, to);
  }
}
