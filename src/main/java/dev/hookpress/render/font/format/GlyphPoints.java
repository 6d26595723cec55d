package dev.hookpress.render.font.format;

import java.nio.ByteBuffer;

/**
 * The points of a simple glyph (OpenType 1.9, glyf table).
 *
 * @param ends the last point of each contour
 * @param on whether a point is on the curve; others are controls of quadratic curves
 */
record GlyphPoints(int[] ends, int[] xs, int[] ys, boolean[] on) {
  /** The most bytes that one point needs: its flag and two distances. */
  static final int POINT_BYTES = 5;

  void putBox(ByteBuffer out) {
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
    for (int i = 0; i < xs.length; i++) {
      box[0] = Math.min(box[0], xs[i]);
      box[1] = Math.min(box[1], ys[i]);
      box[2] = Math.max(box[2], xs[i]);
      box[3] = Math.max(box[3], ys[i]);
    }
    for (int edge : box) {
      out.putShort((short) edge);
    }
  }

  void putEnds(ByteBuffer out) {
    for (int end : ends) {
      out.putShort((short) end);
    }
  }

  /** Writes points without repeat flags; each distance takes one byte where it fits. */
  void putPoints(ByteBuffer out) {
    for (int i = 0; i < xs.length; i++) {
      int x = xs[i] - (i == 0 ? 0 : xs[i - 1]);
      int y = ys[i] - (i == 0 ? 0 : ys[i - 1]);
      out.put((byte) ((on[i] ? 0x01 : 0) | flag(x, 0x02, 0x10) | flag(y, 0x04, 0x20)));
    }
    for (int[] coordinates : new int[][] {xs, ys}) {
      for (int i = 0; i < coordinates.length; i++) {
        int distance = coordinates[i] - (i == 0 ? 0 : coordinates[i - 1]);
        if (distance != 0 && Math.abs(distance) < 256) {
          out.put((byte) Math.abs(distance));
        } else if (distance != 0) {
          out.putShort((short) distance);
        }
      }
    }
  }

  private static int flag(int distance, int oneByte, int sameOrPositive) {
    if (distance == 0) {
      return sameOrPositive;
    }
    return Math.abs(distance) >= 256 ? 0 : distance > 0 ? oneByte | sameOrPositive : oneByte;
  }
}
