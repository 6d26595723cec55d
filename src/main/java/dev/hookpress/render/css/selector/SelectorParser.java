package dev.hookpress.render.css.selector;

import dev.hookpress.render.css.PseudoElement;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import dev.hookpress.render.css.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses Selectors 4 and CSS Nesting 1 from tokens. */
public final class SelectorParser {
  /** Compounds of one selector, and selectors of one list; longer ones are invalid. */
  private static final int MAX_COMPOUNDS = 64;

  private static final int MAX_SELECTORS = 4_096;
  private static final int MAX_DEPTH = 16;

  private static final Set<String> ONE_COLON =
      Set.of("before", "after", "first-line", "first-letter");

  private final SelectorList outer;

  private SelectorParser(SelectorList outer) {
    this.outer = outer;
  }

  /**
   * @param outer of the enclosing rule; null at the top
   * @return empty if one selector is invalid, so that the rule has no effect
   */
  public static Optional<SelectorList> parse(List<Token> tokens, SelectorList outer) {
    return new SelectorParser(outer).list(tokens, false, false, 0);
  }

  /**
   * @param relative whether selectors may begin with a combinator, and have one implied otherwise
   * @param forgiving whether invalid selectors are dropped
   */
  private Optional<SelectorList> list(
      List<Token> tokens, boolean relative, boolean forgiving, int depth) {
    List<List<Token>> parts = Tokens.splitAtCommas(tokens);
    if (parts.size() > MAX_SELECTORS || depth > MAX_DEPTH) {
      return Optional.empty();
    }
    List<Selector> selectors = new ArrayList<>();
    for (List<Token> part : parts) {
      Optional<Selector> selector = new Complex(part, depth).read(relative);
      if (selector.isPresent()) {
        selectors.add(selector.get());
      } else if (!forgiving) {
        return Optional.empty();
      }
    }
    return Optional.of(new SelectorList(selectors));
  }

  /** One selector. */
  private final class Complex {
    private final List<Token> tokens;
    private final int depth;
    private final List<Compound> compounds = new ArrayList<>();
    private final List<Character> combinators = new ArrayList<>();
    private PseudoElement pseudoElement;
    private boolean neverMatches;
    private boolean namesOuter;
    private int ids;
    private int classes;
    private int types;
    private int at;

    Complex(List<Token> tokens, int depth) {
      this.tokens = tokens;
      this.depth = depth;
    }

    private Token peek(int ahead) {
      return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
    }

    Optional<Selector> read(boolean relative) {
      boolean nested = outer != null && depth == 0;
      Character first = combinator();
      if (first != null && first != ' ' && !relative && !nested) {
        return Optional.empty();
      }
      if (relative) {
        combinators.add(first == null ? ' ' : first);
      }
      while (at < tokens.size()) {
        if (pseudoElement != null || compounds.size() >= MAX_COMPOUNDS) {
          return Optional.empty();
        }
        Compound compound = new Compound();
        if (!compound(compound)) {
          return Optional.empty();
        }
        compounds.add(compound);
        Character next = combinator();
        if (next == null) {
          break;
        }
        if (at >= tokens.size()) {
          return Optional.empty();
        }
        combinators.add(next);
      }
      if (compounds.isEmpty() || at < tokens.size()) {
        return Optional.empty();
      }
      if (nested && (!namesOuter || first != null && first != ' ')) {
        beginAtOuter(first == null ? ' ' : first);
      }
      if (neverMatches) {
        compounds.get(0).conditions.add((node, matching) -> false);
      }
      return Optional.of(
          new Selector(
              List.copyOf(compounds),
              List.copyOf(combinators),
              Optional.ofNullable(pseudoElement),
              Selector.specificity(ids, classes, types)));
    }

    /** Makes a nested selector without {@code &} relative to the outer rule's elements. */
    private void beginAtOuter(char combinator) {
      Compound compound = new Compound();
      compound.conditions.add(new Conditions.Outer(outer));
      add(outer.specificity());
      compounds.add(0, compound);
      combinators.add(0, combinator);
    }

    private void add(int specificity) {
      ids += specificity >> 20;
      classes += specificity >> 10 & 1023;
      types += specificity & 1023;
    }

    /** Null if there is none. */
    private Character combinator() {
      boolean space = false;
      while (peek(0) != null && peek(0).isWhitespace()) {
        space = true;
        at++;
      }
      Token token = peek(0);
      if (token != null && token.is(Type.DELIM) && ">+~".contains(token.text())) {
        at++;
        while (peek(0) != null && peek(0).isWhitespace()) {
          at++;
        }
        return token.text().charAt(0);
      }
      return space ? ' ' : null;
    }

    private boolean compound(Compound compound) {
      int start = at;
      if (!type(compound)) {
        return false;
      }
      Token token;
      while ((token = peek(0)) != null) {
        boolean good;
        if (token.is(Type.HASH)) {
          at++;
          ids++;
          good = token.unit().equals("id") && setId(compound, token.text());
        } else if (token.isDelim('.')) {
          Token name = peek(1);
          at += 2;
          classes++;
          good = name != null && name.is(Type.IDENT) && compound.classes.add(name.text());
        } else if (token.isDelim('&')) {
          at++;
          namesOuter = true;
          good = nestingSelector(compound);
        } else if (token.is(Type.OPEN_SQUARE)) {
          classes++;
          good = attribute(compound);
        } else if (token.is(Type.COLON)) {
          good = pseudo(compound);
        } else {
          break;
        }
        if (!good) {
          return false;
        }
      }
      return at > start;
    }

    private boolean setId(Compound compound, String id) {
      if (compound.id != null && !compound.id.equals(id)) {
        neverMatches = true;
      }
      compound.id = id;
      return true;
    }

    private boolean nestingSelector(Compound compound) {
      if (outer == null) {
        // Outside any rule it is the root element.
        return PseudoClasses.of("scope").map(compound.conditions::add).orElse(false);
      }
      add(outer.specificity());
      return compound.conditions.add(new Conditions.Outer(outer));
    }

    /** A type, with or without a namespace, which is irrelevant in HTML documents. */
    private boolean type(Compound compound) {
      if (peek(1) != null && peek(1).isDelim('|') && isTypeName(peek(0)) && isTypeName(peek(2))) {
        at += 2;
      } else if (peek(0) != null && peek(0).isDelim('|') && isTypeName(peek(1))) {
        at++;
      }
      Token token = peek(0);
      if (token == null || !isTypeName(token)) {
        return true;
      }
      at++;
      if (token.is(Type.IDENT)) {
        compound.tag = token.text().toLowerCase(Locale.ROOT);
        types++;
      }
      return true;
    }

    private static boolean isTypeName(Token token) {
      return token != null && (token.is(Type.IDENT) || token.isDelim('*'));
    }

    private boolean attribute(Compound compound) {
      int end = Tokens.closing(tokens, at);
      List<Token> inside = new ArrayList<>();
      for (int i = at + 1; i < Math.min(end, tokens.size()); i++) {
        if (!tokens.get(i).isWhitespace()) {
          inside.add(tokens.get(i));
        }
      }
      at = Math.min(end + 1, tokens.size());
      Optional<Simple> attribute = AttributeReader.read(inside);
      attribute.ifPresent(compound.conditions::add);
      return attribute.isPresent();
    }

    private boolean pseudo(Compound compound) {
      at++;
      boolean element = peek(0) != null && peek(0).is(Type.COLON);
      if (element) {
        at++;
      }
      Token token = peek(0);
      if (token == null || !token.is(Type.IDENT) && !token.is(Type.FUNCTION)) {
        return false;
      }
      String name = token.text().toLowerCase(Locale.ROOT);
      if (token.is(Type.FUNCTION)) {
        int end = Tokens.closing(tokens, at);
        List<Token> arguments = tokens.subList(at + 1, Math.min(end, tokens.size()));
        at = Math.min(end + 1, tokens.size());
        return element ? prefixed(name) : function(compound, name, Tokens.trim(arguments));
      }
      at++;
      if (element || ONE_COLON.contains(name)) {
        return pseudoElement(name);
      }
      classes++;
      Optional<Simple> simple = PseudoClasses.of(name);
      simple.ifPresent(compound.conditions::add);
      return simple.isPresent() || prefixed(name);
    }

    /** Vendor-prefixed ones are valid, but never match here. */
    private boolean prefixed(String name) {
      neverMatches = true;
      return name.startsWith("-");
    }

    private boolean pseudoElement(String name) {
      types++;
      Optional<PseudoElement> known = PseudoElement.of(name);
      if (known.isPresent() && pseudoElement == null) {
        pseudoElement = known.get();
        return true;
      }
      neverMatches = true;
      return name.startsWith("-")
          || Set.of(
                  "selection",
                  "backdrop",
                  "file-selector-button",
                  "cue",
                  "spelling-error",
                  "grammar-error",
                  "target-text",
                  "details-content")
              .contains(name);
    }

    private boolean function(Compound compound, String name, List<Token> arguments) {
      namesOuter |= arguments.stream().anyMatch(token -> token.isDelim('&'));
      switch (name) {
        case "is", "where", "matches", "-webkit-any", "-moz-any" -> {
          SelectorList list = list(arguments, false, true, depth + 1).orElse(null);
          return list != null && add(compound, new Conditions.Any(list), list, name);
        }
        case "not" -> {
          SelectorList list = list(arguments, false, false, depth + 1).orElse(null);
          return list != null && add(compound, new Conditions.Not(list), list, name);
        }
        case "has" -> {
          SelectorList list = list(arguments, true, false, depth + 1).orElse(null);
          return list != null && add(compound, new Conditions.Has(list), list, name);
        }
        case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type" -> {
          classes++;
          return nth(compound, name, arguments);
        }
        case "lang" -> {
          classes++;
          return compound.conditions.add(new Conditions.Lang(words(arguments)));
        }
        case "dir" -> {
          classes++;
          List<String> words = words(arguments);
          return words.size() == 1 && compound.conditions.add(new Conditions.Dir(words.get(0)));
        }
        default -> {
          neverMatches = true;
          return name.startsWith("-") || name.equals("host") || name.equals("state");
        }
      }
    }

    private boolean add(Compound compound, Simple condition, SelectorList list, String name) {
      if (list.selectors().stream().anyMatch(each -> each.pseudoElement().isPresent())) {
        return false;
      }
      if (!name.equals("where")) {
        add(list.specificity());
      }
      return compound.conditions.add(condition);
    }

    private boolean nth(Compound compound, String name, List<Token> arguments) {
      int of = -1;
      for (int i = 0; i < arguments.size(); i++) {
        if (of < 0 && arguments.get(i).isIdent("of")) {
          of = i;
        }
      }
      boolean type = name.endsWith("of-type");
      SelectorList list = null;
      if (of >= 0) {
        List<Token> selector = Tokens.trim(arguments.subList(of + 1, arguments.size()));
        list = type ? null : list(selector, false, false, depth + 1).orElse(null);
        if (list == null) {
          return false;
        }
        add(list.specificity());
      }
      SelectorList counted = list;
      return AnPlusB.read(of < 0 ? arguments : arguments.subList(0, of))
          .map(
              ab ->
                  compound.conditions.add(
                      new Conditions.Nth(
                          ab.step(), ab.offset(), type, name.contains("last"), counted)))
          .orElse(false);
    }

    private static List<String> words(List<Token> arguments) {
      return arguments.stream()
          .filter(token -> token.is(Type.IDENT) || token.is(Type.STRING))
          .map(token -> token.text().toLowerCase(Locale.ROOT))
          .toList();
    }
  }
}
