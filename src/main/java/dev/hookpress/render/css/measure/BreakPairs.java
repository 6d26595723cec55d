package dev.hookpress.render.css.measure;

import java.util.BitSet;

/**
 * Whether browsers break lines between two characters that are not spaces. Between ASCII characters
 * Chromium and WebKit do not follow Unicode Standard Annex 14 but a table of pairs, which keeps
 * dates, paths, numbers and identifiers whole; this is that table.
 */
public final class BreakPairs {
  private static final int ASCII = 0x80;
  private static final int LAST_ALPHABETIC = 0x590;

  private static final BitSet LETTERS = set("");
  private static final BitSet AFTER_HYPHEN = set("\"#%&'(*+-<=>@[\\^_`{|~");
  private static final BitSet AFTER_QUESTION_MARK = set("#$%&(*+-<=>@[\\^_`{|~0123456789");

  /** After these a line may break before an opening bracket. */
  private static final BitSet BEFORE_BRACKETS = set("!\"#%&)*+,.:;=>\\]|}~");

  static {
    LETTERS.set('A', 'Z' + 1);
    LETTERS.set('a', 'z' + 1);
    AFTER_HYPHEN.or(LETTERS);
    AFTER_QUESTION_MARK.or(LETTERS);
  }

  private BreakPairs() {}

  private static BitSet set(String characters) {
    BitSet set = new BitSet(ASCII);
    characters.chars().forEach(set::set);
    return set;
  }

  /** Whether the rules here decide about a pair; others are decided by Annex 14. */
  public static boolean decide(char left, char right) {
    return left < ASCII && right < ASCII || isAlphabetic(left) && isAlphabetic(right);
  }

  private static boolean isAlphabetic(char c) {
    return c < LAST_ALPHABETIC && Character.isLetterOrDigit(c);
  }

  /**
   * Whether a line may break between two characters of which neither is a space.
   *
   * @param before the character before the left one; a space if there is none
   */
  public static boolean breaks(char before, char left, char right) {
    if (left >= ASCII || right >= ASCII) {
      return false;
    }
    if (left == '-') {
      // A hyphen before a digit may be a minus sign, but not after a letter or a digit.
      return right >= '0' && right <= '9'
          ? before < ASCII && Character.isLetterOrDigit(before)
          : AFTER_HYPHEN.get(right);
    }
    if (left == '?') {
      return AFTER_QUESTION_MARK.get(right);
    }
    return (right == '(' || right == '<' || right == '[' || right == '{')
        && BEFORE_BRACKETS.get(left);
  }
}
