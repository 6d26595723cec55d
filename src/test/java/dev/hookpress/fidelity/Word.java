package dev.hookpress.fidelity;

/**
 * A word on a page. Lengths are points, from the page's top left corner.
 *
 * @param page the page's index, from 0
 * @param left the left edge of its first glyph
 * @param right the right edge of its last glyph
 * @param middle the middle of the line's height
 * @param height the line's height, at least 1
 */
record Word(int page, String text, double left, double right, double middle, double height) {}
