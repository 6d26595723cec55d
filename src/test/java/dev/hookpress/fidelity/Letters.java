package dev.hookpress.fidelity;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters that glyphs stand for. A font has one glyph for several characters that look alike,
 * and a browser's PDF may name any of them, or none.
 */
final class Letters {
  /** The character of a glyph of which the PDF does not say what it stands for. */
  static final char UNKNOWN = '\0';

  /** Radicals, each before its ideograph (Unicode's EquivalentUnifiedIdeograph), and others. */
  private static final String ALIKE =
      "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺"
          + "⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角"
          + "⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦"
          + "⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟戶户‧・";

  private static final Map<Character, Character> EQUIVALENTS = equivalents();

  private Letters() {}

  private static Map<Character, Character> equivalents() {
    Map<Character, Character> pairs = new HashMap<>();
    for (int at = 0; at < ALIKE.length(); at += 2) {
      pairs.put(ALIKE.charAt(at), ALIKE.charAt(at + 1));
    }
    return pairs;
  }

  /**
   * Replaces each character by the one that stands for all that look the same. A private-use
   * character is unknown: fonts name their alternates so, for instance figures of equal width.
   */
  static String unified(String text) {
    StringBuilder unified = new StringBuilder(text.length());
    text.chars().forEach(each -> unified.append(unified((char) each)));
    return unified.toString();
  }

  private static char unified(char character) {
    return Character.getType(character) == Character.PRIVATE_USE
        ? UNKNOWN
        : EQUIVALENTS.getOrDefault(character, character);
  }

  /** Whether a character is a word by itself: its script has no spaces between words. */
  static boolean isWord(int character) {
    UnicodeScript script = UnicodeScript.of(character);
    return Character.isIdeographic(character)
        || script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || EQUIVALENTS.containsKey((char) character);
  }

  /** Whether a word may be another of whose glyphs some are unknown: it has all that are known. */
  static boolean mayBe(String word, String partlyKnown) {
    StringBuilder left = new StringBuilder(word);
    for (char letter : partlyKnown.toCharArray()) {
      int found = left.indexOf(String.valueOf(letter));
      if (letter != UNKNOWN && found < 0) {
        return false;
      }
      if (letter != UNKNOWN) {
        left.deleteCharAt(found);
      }
    }
    return !left.isEmpty();
  }
}
