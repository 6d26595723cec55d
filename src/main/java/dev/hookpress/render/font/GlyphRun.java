package dev.hookpress.render.font;

import java.util.List;

/**
 * The glyphs of a cluster in one face.
 *
 * @param glyphs from left to right
 * @param advance of the whole cluster, in font units
 */
record GlyphRun(List<Placed> glyphs, int advance) {
  /** A glyph and the position of its origin, in font units. */
  record Placed(int glyph, int x, int y) {}
}
