package dev.hookpress.render.css.layout;

import java.util.List;

/**
 * Where a grid's items are.
 *
 * @param rects in the order of the items given
 * @param areas in the order of the items given
 * @param columns from left to right, implicit ones included
 * @param rows from the top down, implicit ones included
 * @param height of the container's content box
 */
public record GridResult(
    List<Rect> rects, List<GridArea> areas, List<Track> columns, List<Track> rows, double height) {
  /** A track's place within the container's content box. */
  public record Track(double start, double size) {
    public double end() {
      return start + size;
    }
  }
}
