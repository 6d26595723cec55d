package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.extend.FSTextBreaker;

/**
 * Breaks lines before spaces instead of after them. The engine counts a space at the end of a line
 * as a part of its last word, so that a word that just fits would go to the next line, but drops a
 * space at the start of a line; a space at the end of a line hangs (CSS Text 3 §4.1.2).
 */
public final class HangingSpaces implements FSTextBreaker {
  private static final int DONE = -1;

  private final FSTextBreaker breaker;
  private String text = "";
  private int last;

  public HangingSpaces(FSTextBreaker breaker) {
    this.breaker = breaker;
  }

  @Override
  public void setText(String given) {
    text = given;
    last = 0;
    breaker.setText(given);
  }

  @Override
  public int next() {
    for (int at = breaker.next(); at != DONE; at = breaker.next()) {
      int end = at;
      while (end > last && text.charAt(end - 1) == ' ') {
        end--;
      }
      if (end > last) {
        last = end;
        return end;
      }
    }
    return DONE;
  }
}
