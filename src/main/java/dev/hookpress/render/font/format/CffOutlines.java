package dev.hookpress.render.font.format;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.cff.CFFCIDFont;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.cff.CFFParser;
import org.apache.fontbox.cff.CFFType1Font;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Converts the outlines of an OpenType font from PostScript's cubic curves (CFF) to TrueType's
 * quadratic ones, which can be embedded as a subset. They differ by less than half a unit of the
 * font, of which a letter has a thousand.
 */
final class CffOutlines {
  /** Fonts of all Chinese characters have more; their conversion would take seconds. */
  private static final int MAX_GLYPHS = 30_000;

  private static final int MAX_POINTS = 20_000;
  private static final double TOLERANCE = 0.5;
  private static final int MAX_PARTS = 16;

  /** The distance of a cubic curve from its quadratic approximation, of its third difference. */
  private static final double CUBIC_ERROR = Math.sqrt(3) / 36;

  private static final int GLYPH_HEADER = 10;

  private final List<Integer> ends = new ArrayList<>();
  private final List<int[]> points = new ArrayList<>();
  private double x;
  private double y;

  private CffOutlines() {}

  /**
   * Replaces the outlines of a font.
   *
   * @param room the maximum size of the outlines in bytes
   * @throws IOException if they are larger, or broken
   * @throws RuntimeException if they are broken
   */
  static byte[] toTrueType(byte[] sfnt, int room) throws IOException {
    Sfnt font = Sfnt.of(sfnt);
    CFFFont outlines;
    try {
      outlines = new CFFParser().parse(new RandomAccessReadBuffer(font.table("CFF "))).get(0);
      return convert(font, outlines, room);
    } catch (StackOverflowError e) {
      throw new IOException("Subroutines that call each other", e);
    }
  }

  private static byte[] convert(Sfnt font, CFFFont outlines, int room) throws IOException {
    int count = font.copy("maxp").getShort(4) & 0xFFFF;
    if (count > MAX_GLYPHS) {
      throw new IOException("glyphs");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer loca = ByteBuffer.allocate((count + 1) * 4);
    int most = 0;
    for (int glyph = 0; glyph < count; glyph++) {
      loca.putInt(all.size());
      CffOutlines outline = new CffOutlines();
      outline.add(path(outlines, glyph));
      most = Math.max(most, outline.points.size());
      all.writeBytes(outline.bytes());
      if (all.size() > room) {
        throw new IOException("size");
      }
    }
    loca.putInt(all.size());
    font.put("glyf", all.toByteArray());
    font.put("loca", loca.array());
    font.put("maxp", profile(count, most));
    ByteBuffer head = font.copy("head");
    head.putShort(50, (short) 1);
    font.put("head", head.array());
    for (String unused : List.of("CFF ", "VORG", "DSIG")) {
      font.remove(unused);
    }
    return font.toBytes();
  }

  private static GeneralPath path(CFFFont outlines, int glyph) throws IOException {
    if (outlines instanceof CFFCIDFont cid) {
      return cid.getType2CharString(cid.getCharset().getCIDForGID(glyph)).getPath();
    }
    return ((CFFType1Font) outlines).getType2CharString(glyph).getPath();
  }

  /** The table maxp of version 1.0, for simple glyphs without instructions. */
  private static byte[] profile(int glyphs, int points) {
    ByteBuffer maxp = ByteBuffer.allocate(32);
    maxp.putInt(0x00010000).putShort((short) glyphs).putShort((short) points);
    maxp.putShort((short) points).putShort((short) 0).putShort((short) 0).putShort((short) 2);
    return maxp.array();
  }

  private void add(GeneralPath path) throws IOException {
    double[] c = new double[6];
    for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
      switch (at.currentSegment(c)) {
        case PathIterator.SEG_MOVETO -> {
          endContour();
          point(c[0], c[1], true);
        }
        case PathIterator.SEG_LINETO -> point(c[0], c[1], true);
        case PathIterator.SEG_QUADTO -> {
          point(c[0], c[1], false);
          point(c[2], c[3], true);
        }
        case PathIterator.SEG_CUBICTO -> cubic(c);
        default -> endContour();
      }
      if (points.size() > MAX_POINTS) {
        throw new IOException("points");
      }
    }
    endContour();
  }

  private void point(double toX, double toY, boolean on) {
    points.add(new int[] {coordinate(toX), coordinate(toY), on ? 1 : 0});
    x = toX;
    y = toY;
  }

  private static int coordinate(double value) {
    return (int) Math.max(Short.MIN_VALUE / 2, Math.min(Short.MAX_VALUE / 2, Math.round(value)));
  }

  private void endContour() {
    int start = ends.isEmpty() ? 0 : ends.get(ends.size() - 1) + 1;
    int last = points.size() - 1;
    // A contour is closed by itself.
    if (last > start
        && points.get(last)[2] == 1
        && points.get(last)[0] == points.get(start)[0]
        && points.get(last)[1] == points.get(start)[1]) {
      points.remove(last);
    }
    if (points.size() - start < 2) {
      points.subList(start, points.size()).clear();
    } else {
      ends.add(points.size() - 1);
    }
  }

  /** Splits a curve into parts that are near enough to quadratic ones. */
  private void cubic(double[] c) {
    double fromX = x;
    double fromY = y;
    double third =
        Math.hypot(c[4] - 3 * c[2] + 3 * c[0] - fromX, c[5] - 3 * c[3] + 3 * c[1] - fromY);
    int parts = (int) Math.ceil(Math.cbrt(CUBIC_ERROR * third / TOLERANCE));
    parts = Math.max(1, Math.min(MAX_PARTS, parts));
    for (int i = 0; i < parts; i++) {
      double t = (double) i / parts;
      double u = (double) (i + 1) / parts;
      double endX = at(u, fromX, c[0], c[2], c[4]);
      double endY = at(u, fromY, c[1], c[3], c[5]);
      // The control point halfway between the tangents at both ends.
      double reach = (u - t) / 4;
      double controlX =
          (x + endX) / 2
              + reach * (slope(t, fromX, c[0], c[2], c[4]) - slope(u, fromX, c[0], c[2], c[4]));
      double controlY =
          (y + endY) / 2
              + reach * (slope(t, fromY, c[1], c[3], c[5]) - slope(u, fromY, c[1], c[3], c[5]));
      point(controlX, controlY, false);
      point(endX, endY, true);
    }
  }

  private static double at(double t, double a, double b, double c, double d) {
    double s = 1 - t;
    return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  }

  private static double slope(double t, double a, double b, double c, double d) {
    double s = 1 - t;
    return 3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c));
  }

  private byte[] bytes() {
    if (ends.isEmpty()) {
      return new byte[0];
    }
    int total = points.size();
    int[] xs = new int[total];
    int[] ys = new int[total];
    boolean[] on = new boolean[total];
    for (int i = 0; i < total; i++) {
      xs[i] = points.get(i)[0];
      ys[i] = points.get(i)[1];
      on[i] = points.get(i)[2] == 1;
    }
    int[] last = ends.stream().mapToInt(Integer::intValue).toArray();
    GlyphPoints glyph = new GlyphPoints(last, xs, ys, on);
    ByteBuffer out =
        ByteBuffer.allocate(
            GLYPH_HEADER + last.length * 2 + 2 + total * GlyphPoints.POINT_BYTES + 3);
    out.putShort((short) last.length);
    glyph.putBox(out);
    glyph.putEnds(out);
    out.putShort((short) 0);
    glyph.putPoints(out);
    return java.util.Arrays.copyOf(out.array(), (out.position() + 3) & ~3);
  }
}
