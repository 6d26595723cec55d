package dev.hookpress.render.font;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.util.Arrays;

/** Breaks shaped text at the break opportunities of the original text. */
final class ShapedBreaker implements FSTextBreaker {
  private static final int DONE = -1;
  private static final int WITHIN_CLUSTER = -1;

  private final FSTextBreaker breaker;
  private final ShapedText shaped;

  /** Indexes into the shaped text, by index into the original. */
  private int[] indexes = {};

  ShapedBreaker(FSTextBreaker breaker, ShapedText shaped) {
    this.breaker = breaker;
    this.shaped = shaped;
  }

  @Override
  public void setText(String text) {
    StringBuilder original = new StringBuilder(text.length());
    indexes = new int[text.length() * 2 + 1];
    Arrays.fill(indexes, WITHIN_CLUSTER);
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      mark(original.length(), at);
      original.append(shaped.original(text.codePointAt(at)));
    }
    mark(original.length(), text.length());
    breaker.setText(original.toString());
  }

  private void mark(int original, int index) {
    if (original >= indexes.length) {
      int size = indexes.length;
      indexes = Arrays.copyOf(indexes, original * 2);
      Arrays.fill(indexes, size, indexes.length, WITHIN_CLUSTER);
    }
    indexes[original] = index;
  }

  @Override
  public int next() {
    for (int at = breaker.next(); at != DONE; at = breaker.next()) {
      if (at < indexes.length && indexes[at] != WITHIN_CLUSTER) {
        return indexes[at];
      }
    }
    return DONE;
  }
}
