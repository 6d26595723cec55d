package dev.hookpress.render.css.columns;

import org.jsoup.nodes.Element;

/**
 * A part of a column that is not broken.
 *
 * @param block the innermost block that it is in
 * @param line the number of lines of the block before it; 0 if it begins with the block
 * @param before the space above it, unless it begins a column
 * @param top the space above it if it begins a column
 * @param height with the padding and borders of blocks that end with it
 * @param kept whether no column may begin with it
 * @param forced whether a column must begin with it
 */
record Atom(
    Element block,
    int line,
    double before,
    double top,
    double height,
    boolean kept,
    boolean forced) {

  Atom withMore(double below) {
    return new Atom(block, line, before, top, height + below, kept, forced);
  }
}
