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

  /** The last boundary that the rules have given; -1 before the first. */
  private int ruled;

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
    ruled = -1;
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
    return !(Character.isLowSurrogate(right) && Character.isHighSurrogate(left)) && isRuled(index);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  /** Asks for boundaries in sequence only: finding one anywhere may scan the whole text. */
  private boolean isRuled(int index) {
    if (rules == null) {
      rules = BreakIterator.getLineInstance(language);
    }
    if (ruled < 0) {
      rules.setText(text);
      ruled = 0;
    }
    while (ruled < index) {
      int next = rules.next();
      ruled = next < 0 ? text.length() : next;
    }
    return ruled == index;
  }
}
