package dev.hookpress.fidelity;

import dev.hookpress.fidelity.Lines.Line;
import java.util.Map;

/** Tells whether words of two PDFs stand at the same place across the page. */
record Places(
    SeenPdf reference, Map<Word, Line> referenceLines, SeenPdf ours, Map<Word, Line> ourLines) {
  /** Of the page's width. */
  private static final double TOLERANCE = 0.05;

  boolean same(Map.Entry<Word, Word> pair) {
    return same(pair.getKey(), pair.getValue());
  }

  /** By themselves, or by the left edge, the right edge or the middle of their lines. */
  boolean same(Word theirs, Word our) {
    double width = reference.pages().get(theirs.page()).width();
    double ourWidth = ours.pages().get(our.page()).width();
    Line line = referenceLines.get(theirs);
    Line ourLine = ourLines.get(our);
    return near(theirs.left() / width, our.left() / ourWidth)
        || near(theirs.right() / width, our.right() / ourWidth)
        || near(line.left() / width, ourLine.left() / ourWidth)
        || near(line.right() / width, ourLine.right() / ourWidth)
        || near(
            (line.left() + line.right()) / 2 / width,
            (ourLine.left() + ourLine.right()) / 2 / ourWidth);
  }

  private static boolean near(double one, double other) {
    return Math.abs(one - other) <= TOLERANCE;
  }
}
