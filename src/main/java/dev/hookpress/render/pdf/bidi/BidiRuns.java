package dev.hookpress.render.pdf.bidi;

import com.ibm.icu.text.Bidi;
import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a paragraph into runs that the engine can set: it places runs in sequence from the side
 * where the paragraph begins. In a left-to-right paragraph, right-to-left text must therefore form
 * one run with the numbers and names in it, which is reordered as a whole when it is drawn (Unicode
 * Standard Annex 9, L2).
 */
public final class BidiRuns implements BidiSplitter {
  private final Bidi bidi = new Bidi();
  private final List<BidiTextRun> runs = new ArrayList<>();

  @Override
  public void setParagraph(String paragraph, byte defaultDirection) {
    bidi.setPara(paragraph, defaultDirection, null);
    runs.clear();
    byte[] levels = bidi.getLevels();
    int start = 0;
    for (int i = 1; i <= levels.length; i++) {
      if (i == levels.length
          || kind(levels[i], defaultDirection) != kind(levels[start], defaultDirection)) {
        runs.add(new BidiTextRun(start, i - start, kind(levels[start], defaultDirection)));
        start = i;
      }
    }
    if (runs.isEmpty()) {
      runs.add(new BidiTextRun(0, 0, defaultDirection));
    }
  }

  private static byte kind(byte level, byte paragraph) {
    if (paragraph == LTR) {
      return level > 0 ? RTL : LTR;
    }
    return level > 1 ? LTR : RTL;
  }

  @Override
  public int countTextRuns() {
    return runs.size();
  }

  @Override
  public BidiTextRun getVisualRun(int run) {
    return runs.get(run);
  }

  @Override
  public byte getBaseDirection(String paragraph) {
    return Bidi.getBaseDirection(paragraph);
  }

  /** Reorders a right-to-left run, including the left-to-right parts in it. */
  public static final class Reorderer extends ICUBidiReorderer {
    @Override
    public String reorderRTLTextToLTR(String text) {
      return new Bidi(text, Bidi.RTL).writeReordered(Bidi.DO_MIRRORING);
    }
  }
}
