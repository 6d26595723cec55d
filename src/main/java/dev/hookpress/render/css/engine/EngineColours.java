package dev.hookpress.render.css.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The colour keywords that the layout engine does not know. */
public final class EngineColours {
  /** Without the rarest system colours, whose names are frequent words. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "bisque",
          "blanchedalmond",
          "buttonface",
          "darkgrey",
          "darkslategrey",
          "dimgrey",
          "graytext",
          "lightgray",
          "lightslategrey",
          "linktext",
          "rebeccapurple",
          "slategrey");

  private static final int LETTERS = 26;

  /** The keywords by their first letter. */
  private static final List<List<String>> BY_LETTER =
      IntStream.range(0, LETTERS)
          .mapToObj(at -> UNKNOWN.stream().filter(name -> name.charAt(0) == 'a' + at).toList())
          .toList();

  private EngineColours() {}

  /** Whether a stylesheet has an unknown keyword at the start of a word, in any case. */
  static boolean areIn(String css) {
    boolean inWord = false;
    for (int at = 0; at < css.length(); at++) {
      char c = css.charAt(at);
      int letter = (c | ' ') - 'a';
      boolean isLetter = letter >= 0 && letter < LETTERS;
      if (isLetter && !inWord) {
        for (String name : BY_LETTER.get(letter)) {
          if (css.regionMatches(true, at, name, 0, name.length())) {
            return true;
          }
        }
      }
      inWord = isLetter;
    }
    return false;
  }
}
