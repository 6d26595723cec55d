package dev.hookpress.render.pdf.lines;

import com.ibm.icu.text.BreakIterator;
import com.openhtmltopdf.extend.FSTextBreaker;
import dev.hookpress.render.css.measure.BreakPairs;
import java.util.Locale;

/**
 * Finds where lines may break, as browsers do: after spaces, between ASCII characters by their
 * table of pairs, and otherwise by Unicode Standard Annex 14 and the dictionaries of ICU.
 */
public final class LineBreaks implements FSTextBreaker {
  private static final int DONE = -1;

  private final Locale language;

  /** Created for the first text that needs it. */
  private BreakIterator rules;

  private String text = "";
  private int at;
  private boolean ruled;

  /**
   * Breaks nothing yet.
   *
   * @param language of the text
   */
  public LineBreaks(Locale language) {
    this.language = language;
  }

  @Override
  public void setText(String given) {
    text = given;
    at = 0;
    ruled = false;
  }

  @Override
  public int next() {
    if (at >= text.length()) {
      return DONE;
    }
    at++;
    while (at < text.length() && !breaksAt(at)) {
      at++;
    }
    return at;
  }

  private boolean breaksAt(int index) {
    char left = text.charAt(index - 1);
    char right = text.charAt(index);
    if (isSpace(right)) {
      return false;
    }
    if (isSpace(left)) {
      return true;
    }
    if (BreakPairs.decide(left, right)) {
      return BreakPairs.breaks(index < 2 ? ' ' : text.charAt(index - 2), left, right);
    }
    return !(Character.isLowSurrogate(right) && Character.isHighSurrogate(left))
        && rules().isBoundary(index);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private BreakIterator rules() {
    if (rules == null) {
      rules = BreakIterator.getLineInstance(language);
    }
    if (!ruled) {
      rules.setText(text);
      ruled = true;
    }
    return rules;
  }
}
