package dev.hookpress.render.css.engine;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Lets lines break within words, as {@code word-break: break-all} does: between letters and digits
 * (CSS Text 3, section 5.2). The engine breaks only words that are longer than a line.
 */
final class BreakAll {
  /** A place where a line may break; it is neither drawn nor extracted. */
  private static final char ZERO_WIDTH_SPACE = '\u200B';

  private static final char FIRST_HEBREW = '\u0590';

  private BreakAll() {}

  /** Changes the element's own text. */
  static void apply(Element element) {
    for (TextNode text : element.textNodes()) {
      String whole = text.getWholeText();
      StringBuilder broken = new StringBuilder(2 * whole.length());
      for (int at = 0; at < whole.length(); at++) {
        char c = whole.charAt(at);
        if (at > 0 && isAlphabetic(c) && isAlphabetic(whole.charAt(at - 1))) {
          broken.append(ZERO_WIDTH_SPACE);
        }
        broken.append(c);
      }
      text.text(broken.toString());
    }
  }

  /** Of scripts whose letters neither join nor are shaped; ideographs break anyway. */
  private static boolean isAlphabetic(char c) {
    return c < FIRST_HEBREW && Character.isLetterOrDigit(c);
  }
}
