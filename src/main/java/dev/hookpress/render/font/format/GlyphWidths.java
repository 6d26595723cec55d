package dev.hookpress.render.font.format;

import java.io.IOException;
import java.util.Arrays;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.KerningSubtable;
import org.apache.fontbox.ttf.TTFTable;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The widths of a face's characters and the distances between pairs of them, relative to the font
 * size. Those of Latin letters are cached. Thread-safe: two threads may compute the same value.
 */
public final class GlyphWidths {
  /** The characters of the cached widths and pairs: Latin with the diacritics of Europe. */
  private static final int COMMON = 0x250;

  private static final int PAIRS = 0x80;

  /** Characters above are set by other rules, or from right to left. */
  private static final int LAST_KERNED = 0x590;

  private static final short UNKNOWN = Short.MIN_VALUE;

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final double unitsPerEm;
  private final PairKerning pairs;
  private final KerningSubtable oldPairs;

  /** Less than -1 if not yet known. */
  private final float[] widths = new float[COMMON];

  /** In font units. */
  private final short[] kerning;

  private GlyphWidths(TrueTypeFont font, PairKerning pairs, KerningSubtable oldPairs)
      throws IOException {
    this.font = font;
    this.glyphs = font.getUnicodeCmapLookup();
    this.unitsPerEm = font.getUnitsPerEm();
    this.pairs = pairs;
    this.oldPairs = oldPairs;
    this.kerning = new short[pairs.isEmpty() && oldPairs == null ? 0 : PAIRS * PAIRS];
    Arrays.fill(widths, -2);
    Arrays.fill(kerning, UNKNOWN);
  }

  /** The widths of a face; it stays open. */
  public static GlyphWidths of(TrueTypeFont font) throws IOException {
    TTFTable table = font.getTableMap().get("GPOS");
    PairKerning pairs =
        table == null ? PairKerning.none() : PairKerning.of(font.getTableBytes(table));
    return new GlyphWidths(font, pairs, pairs.isEmpty() ? oldPairs(font) : null);
  }

  /** The pairs of a {@code kern} table, which fonts without a GPOS table have; null without one. */
  private static KerningSubtable oldPairs(TrueTypeFont font) {
    try {
      return font.getKerning() == null ? null : font.getKerning().getHorizontalKerningSubtable();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The advance width of a character; negative if the face lacks it. */
  public double width(int character) {
    if (character >= COMMON) {
      return readWidth(character);
    }
    if (widths[character] < -1) {
      widths[character] = (float) readWidth(character);
    }
    return widths[character];
  }

  private double readWidth(int character) {
    int advance = advance(character);
    return advance < 0 ? -1 : advance / unitsPerEm;
  }

  /** The advance width of a character in font units; negative if the face lacks it. */
  public int advance(int character) {
    int glyph = glyph(character);
    try {
      return glyph == 0 ? -1 : font.getAdvanceWidth(glyph);
    } catch (IOException e) {
      return -1;
    }
  }

  /** The face's font units in an em. */
  public double unitsPerEm() {
    return unitsPerEm;
  }

  /** The glyph of a character; 0 if the face lacks it. */
  public int glyph(int character) {
    return glyphs.getGlyphId(character);
  }

  /**
   * By how much a character's advance changes before the next one; usually negative. Distances to
   * spaces are left out: words are measured apart.
   */
  public double kerning(int left, int right) {
    if (kerning.length == 0
        || left <= ' '
        || right <= ' '
        || left >= LAST_KERNED
        || right >= LAST_KERNED) {
      return 0;
    }
    if (left >= PAIRS || right >= PAIRS) {
      return readKerning(left, right) / unitsPerEm;
    }
    int at = left * PAIRS + right;
    if (kerning[at] == UNKNOWN) {
      kerning[at] = (short) readKerning(left, right);
    }
    return kerning[at] / unitsPerEm;
  }

  private int readKerning(int left, int right) {
    int first = glyphs.getGlyphId(left);
    int second = glyphs.getGlyphId(right);
    return oldPairs != null ? oldPairs.getKerning(first, second) : pairs.between(first, second);
  }
}
