package dev.hookpress.render.css.measure;

import dev.hookpress.render.css.ComputedStyle;
import dev.hookpress.render.css.layout.Budget;

/** Builds an inline run: collapses spaces as in CSS Text 3, section 4, and measures words. */
final class InlineBuilder {
  private final TextMeasure measure;
  private final Budget budget;
  private final TextStyle block;
  private InlineRun run;

  /** The width of the unfinished piece, to which more may be added. */
  private double width;

  private double least;
  private double height;
  private boolean open;

  /** The space after the unfinished piece, which counts only if the line continues. */
  private double space;

  private boolean breaks;

  /** Before the first word of the first line. */
  private double indent;

  InlineBuilder(ComputedStyle block, Measurer measurer) {
    this.measure = measurer.text;
    this.budget = measurer.budget;
    this.block = measurer.textStyle(block);
    this.indent = block.pixels("text-indent").orElse(0);
    start();
  }

  private void start() {
    double leading = block.lineHeight() - measure.lineHeight(block.font());
    run = new InlineRun(block.lineHeight(), measure.ascent(block.font()) + leading / 2);
    close();
  }

  private void close() {
    width = 0;
    least = 0;
    height = 0;
    open = false;
    space = 0;
    breaks = false;
  }

  /** Returns the run and starts the next one. */
  InlineRun take() {
    finish(false);
    InlineRun done = run;
    start();
    return done;
  }

  void text(String text, TextStyle style) {
    budget.spend(text.length());
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\n';
      if (!blank) {
        start = start < 0 ? i : start;
        if (style.wraps() && breaksAfter(text, i)) {
          word(text.substring(start, i + 1), style);
          breaks = true;
          start = -1;
        }
        continue;
      }
      if (start >= 0) {
        word(text.substring(start, i), style);
        start = -1;
      }
      if (c == '\n' && style.keepsLines()) {
        lineFeed(style.lineHeight());
      } else {
        blank(style);
      }
    }
    if (start >= 0) {
      word(text.substring(start), style);
    }
  }

  /** Whether a line may break without a space: by pairs, and between ideographs. */
  private static boolean breaksAfter(String text, int i) {
    char c = text.charAt(i);
    if (i + 1 == text.length()) {
      return c == '\u200B';
    }
    char next = text.charAt(i + 1);
    if (BreakPairs.decide(c, next)) {
      return c > ' ' && next > ' ' && BreakPairs.breaks(i > 0 ? text.charAt(i - 1) : ' ', c, next);
    }
    if (c == '\u2010' || c == '\u2013' || c == '\u2014' || c == '\u200B') {
      return !Character.isWhitespace(next);
    }
    return c >= '\u2E80' && !Character.isSurrogate(c) && Character.isLetter(c);
  }

  private void blank(TextStyle style) {
    double one = measure.width(style.font(), " ") + style.letterSpacing() + style.wordSpacing();
    if (style.keepsSpaces()) {
      open = true;
      space += one;
    } else if (open && space == 0) {
      space = one;
    }
    breaks |= style.wraps();
  }

  private void word(String word, TextStyle style) {
    String shown = style.transformed(word);
    double wide = measure.width(style.font(), shown, style.letterSpacing());
    double narrow = style.shrinksAnywhere() ? Math.min(wide, style.font().size()) : wide;
    add(wide, narrow, style.lineHeight());
  }

  /** Adds something that stays with what precedes it. */
  private void add(double wide, double narrow, double high) {
    if (open && (space > 0 || breaks)) {
      finish(breaks);
    }
    open = true;
    breaks = false;
    width += wide + indent;
    least = narrow < wide ? Math.max(least, narrow + indent) : least + wide + indent;
    indent = 0;
    height = Math.max(height, high);
  }

  private void finish(boolean breaksHere) {
    if (open) {
      run.add(new InlineRun.Piece(width, least, space, height, breaksHere, false));
    }
    close();
  }

  void lineFeed(double high) {
    run.add(new InlineRun.Piece(width, least, 0, Math.max(height, high), true, true));
    close();
  }

  /** Adds an image, an inline block or the like: lines may break before and after it. */
  void atom(double min, double max, double high, boolean wraps) {
    budget.spend(8);
    breaks |= wraps;
    add(max, Math.min(min, max), high);
    breaks = wraps;
  }

  /** Adds space at the side of an inline box. */
  void edge(double wide) {
    if (wide != 0) {
      add(wide, wide, 0);
    }
  }
}
