package dev.hookpress.render.css.measure;

import java.util.ArrayList;
import java.util.List;

/** The inline content between two blocks. */
final class InlineRun {
  private static final double ROUNDING = 0.02;

  private final List<Piece> pieces = new ArrayList<>();
  private final double strut;
  private final double ascent;

  /**
   * An unbreakable piece of a line.
   *
   * @param width without the space after it
   * @param least its minimum width when words may be broken
   * @param space after it, which is dropped at a line's end
   * @param height its contribution to the line's height
   * @param breaks whether a line may break after it
   * @param ends whether a line must break after it
   */
  record Piece(
      double width, double least, double space, double height, boolean breaks, boolean ends) {}

  /**
   * @param strut the height of an empty line
   * @param ascent of the first baseline in a line of that height
   */
  InlineRun(double strut, double ascent) {
    this.strut = strut;
    this.ascent = ascent;
  }

  void add(Piece piece) {
    pieces.add(piece);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  double minWidth() {
    double widest = 0;
    double chunk = 0;
    double pending = 0;
    for (Piece piece : pieces) {
      chunk += pending + piece.least();
      widest = Math.max(widest, chunk);
      boolean end = piece.breaks() || piece.ends();
      pending = end ? 0 : piece.space();
      chunk = end ? 0 : chunk;
    }
    return widest;
  }

  double maxWidth() {
    double widest = 0;
    double line = 0;
    double pending = 0;
    for (Piece piece : pieces) {
      line += pending + piece.width();
      pending = piece.space();
      widest = Math.max(widest, line);
      if (piece.ends()) {
        line = 0;
        pending = 0;
      }
    }
    return widest;
  }

  /**
   * The height with lines filled in sequence.
   *
   * @param beside the width of floats that narrow the first lines
   * @param until the distance from the first line to the foot of the floats
   */
  double height(double width, double beside, double until) {
    double total = 0;
    double line = 0;
    double tallest = 0;
    double pending = 0;
    boolean open = false;
    for (int i = 0; i < pieces.size(); ) {
      double chunk = 0;
      double chunkHeight = 0;
      double space = 0;
      boolean ends;
      do {
        Piece piece = pieces.get(i++);
        chunk += space + piece.width();
        chunkHeight = Math.max(chunkHeight, piece.height());
        space = piece.space();
        ends = piece.ends();
        if (piece.breaks() || ends) {
          break;
        }
      } while (i < pieces.size());
      double room = total < until ? width - beside : width;
      if (open && line + pending + chunk > room + ROUNDING) {
        total += Math.max(strut, tallest);
        line = 0;
        tallest = 0;
        pending = 0;
      }
      if (chunk > width + ROUNDING && isBroken(i, chunk)) {
        total += Math.floor(chunk / Math.max(1, width)) * strut;
      }
      line += pending + chunk;
      tallest = Math.max(tallest, chunkHeight);
      pending = space;
      open = true;
      if (ends) {
        total += Math.max(strut, tallest);
        line = 0;
        tallest = 0;
        pending = 0;
        open = false;
      }
    }
    return open ? total + Math.max(strut, tallest) : total;
  }

  private boolean isBroken(int end, double chunk) {
    return pieces.get(end - 1).least() < chunk / 2;
  }

  double baseline() {
    return ascent;
  }
}
