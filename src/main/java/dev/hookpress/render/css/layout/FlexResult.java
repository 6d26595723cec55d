package dev.hookpress.render.css.layout;

import java.util.List;

/**
 * The layout of a container's items.
 *
 * @param rects in the order of the items given
 * @param lines each with the indexes of its items in that order, from left to right, or from the
 *     top down
 * @param height of the container's content box
 */
public record FlexResult(List<Rect> rects, List<Line> lines, double height) {
  /**
   * One line of items.
   *
   * @param offset of its start in the cross axis
   */
  public record Line(List<Integer> items, double offset, double size) {}
}
