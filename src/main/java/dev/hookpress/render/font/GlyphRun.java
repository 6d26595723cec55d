package dev.hookpress.render.font;

import java.util.List;

/**
 * What a cluster of characters looks like in a face.
 *
 * @param glyphs from left to right
 * @param advance of all together, in the font's units
 */
record GlyphRun(List<Placed> glyphs, int advance) {
  /** A glyph and where its origin is, in the font's units. */
  record Placed(int glyph, int x, int y) {}
}
