package dev.hookpress.render.pdf.lines;

import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.CharCounts;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.JustificationInfo;
import com.openhtmltopdf.render.LineBox;

/**
 * Distributes the free space of justified lines between words only, as browsers do. The engine
 * gives a fifth of it to letters, and leaves a line with few words short.
 */
final class JustifiedLines {
  private JustifiedLines() {}

  /** Corrects a line; leaves one that is not justified as it is. */
  static void correct(LineBox line) {
    JustificationInfo given = line.getJustificationInfo();
    if (given == null || line.isLayedOutRTL() || isUndone(given)) {
      return;
    }
    CharCounts counts = new CharCounts();
    for (Box child : line.getChildren()) {
      if (child instanceof InlineLayoutBox inline) {
        inline.countJustifiableChars(counts);
      }
    }
    if (counts.getSpaceCount() == 0) {
      return;
    }
    int available =
        line.getParent().getContentWidth()
            - line.getFloatDistances().getLeftFloatDistance()
            - line.getFloatDistances().getRightFloatDistance()
            - line.getContentStart();
    float space = (float) (available - line.getContentWidth()) / counts.getSpaceCount();
    JustificationInfo more = new JustificationInfo();
    more.setSpaceAdjust(space - given.getSpaceAdjust());
    more.setNonSpaceAdjust(-given.getNonSpaceAdjust());
    move(line, more);
    given.setSpaceAdjust(space);
    given.setNonSpaceAdjust(0);
  }

  /** Gives a line its gaps back; false if it was not justified, or is read from the right. */
  static boolean undo(LineBox line) {
    JustificationInfo given = line.getJustificationInfo();
    if (given == null || line.isLayedOutRTL()) {
      return false;
    }
    JustificationInfo less = new JustificationInfo();
    less.setSpaceAdjust(-given.getSpaceAdjust());
    less.setNonSpaceAdjust(-given.getNonSpaceAdjust());
    move(line, less);
    given.setSpaceAdjust(0);
    given.setNonSpaceAdjust(0);
    return true;
  }

  private static boolean isUndone(JustificationInfo info) {
    return info.getSpaceAdjust() == 0 && info.getNonSpaceAdjust() == 0;
  }

  private static void move(LineBox line, JustificationInfo by) {
    float moved = 0;
    for (Box child : line.getChildren()) {
      child.setX(child.getX() + Math.round(moved));
      if (child instanceof InlineLayoutBox inline) {
        moved += inline.adjustHorizontalPosition(by, moved);
      }
    }
    line.calcChildLocations();
  }
}
