package dev.hookpress.render.css.cascade;

import dev.hookpress.render.css.syntax.Item.Declaration;
import dev.hookpress.render.css.syntax.Token;
import dev.hookpress.render.css.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The values that a document in quirks mode may write without a unit or a number sign (WHATWG
 * Quirks Mode §3.1 and §3.2): {@code width: 600} is in pixels, {@code color: ff0000} a colour.
 */
public final class Quirks {
  private static final Set<String> LENGTHS =
      Set.of(
          "background-position",
          "border-spacing",
          "border-top-width",
          "border-right-width",
          "border-bottom-width",
          "border-left-width",
          "border-width",
          "bottom",
          "clip",
          "font-size",
          "height",
          "left",
          "letter-spacing",
          "margin",
          "margin-top",
          "margin-right",
          "margin-bottom",
          "margin-left",
          "max-height",
          "max-width",
          "min-height",
          "min-width",
          "padding",
          "padding-top",
          "padding-right",
          "padding-bottom",
          "padding-left",
          "right",
          "text-indent",
          "top",
          "vertical-align",
          "width",
          "word-spacing");

  private static final Set<String> COLOURS =
      Set.of(
          "background-color",
          "border-color",
          "border-top-color",
          "border-right-color",
          "border-bottom-color",
          "border-left-color",
          "color");

  private Quirks() {}

  /** Whether a stylesheet or style attribute has such a value. */
  public static boolean areIn(String css) {
    for (int colon = css.indexOf(':'); colon >= 0; colon = css.indexOf(':', colon + 1)) {
      String property = nameBefore(css, colon);
      boolean length = LENGTHS.contains(property);
      if (length || COLOURS.contains(property)) {
        int end = colon + 1;
        while (end < css.length() && ":;}!".indexOf(css.charAt(end)) < 0) {
          end++;
        }
        for (String word : css.substring(colon + 1, end).strip().split("\\s+")) {
          if (length ? isNumber(word) : isHex(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String nameBefore(String css, int colon) {
    int end = colon;
    while (end > 0 && Character.isWhitespace(css.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0
        && (Character.isLetter(css.charAt(start - 1)) || css.charAt(start - 1) == '-')) {
      start--;
    }
    return css.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** A number other than zero, which needs no unit anywhere. */
  private static boolean isNumber(String word) {
    boolean zero = true;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!(c >= '0' && c <= '9' || c == '.' || i == 0 && (c == '-' || c == '+'))) {
        return false;
      }
      zero &= c < '1';
    }
    return !zero;
  }

  private static boolean isHex(String word) {
    return (word.length() == 3 || word.length() == 6)
        && word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  /** The declarations with the units and number signs that are left out. */
  static List<Declaration> completed(List<Declaration> declarations) {
    List<Declaration> completed = new ArrayList<>(declarations.size());
    for (Declaration each : declarations) {
      String name = each.name();
      List<Token> value =
          LENGTHS.contains(name)
              ? withUnits(each.value())
              : COLOURS.contains(name) ? withNumberSigns(each.value()) : each.value();
      completed.add(
          value == each.value()
              ? each
              : new Declaration(name, value, each.important(), each.line()));
    }
    return completed;
  }

  private static List<Token> withUnits(List<Token> value) {
    List<Token> tokens = new ArrayList<>(value.size());
    int depth = 0;
    for (Token token : value) {
      depth += token.opens() ? 1 : token.closes() ? -1 : 0;
      boolean length = depth == 0 && token.is(Type.NUMBER);
      tokens.add(
          length
              ? new Token(Type.DIMENSION, token.text(), token.number(), "px", token.line())
              : token);
    }
    return tokens;
  }

  /** A colour that begins with a digit is a number, or one with a unit. */
  private static List<Token> withNumberSigns(List<Token> value) {
    List<Token> tokens = new ArrayList<>(value.size());
    for (Token token : value) {
      String text =
          switch (token.type()) {
            case IDENT, NUMBER -> token.text();
            case DIMENSION -> token.text() + token.unit();
            default -> "";
          };
      boolean colour = isHex(text);
      tokens.add(colour ? new Token(Type.HASH, text, 0, "", token.line()) : token);
    }
    return tokens;
  }
}
