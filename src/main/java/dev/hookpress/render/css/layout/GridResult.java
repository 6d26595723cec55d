package dev.hookpress.render.css.layout;

import java.util.List;

/**
 * The layout of a grid's items.
 *
 * @param rects in the order of the items given
 * @param areas in the order of the items given
 * @param columns from left to right, including implicit ones
 * @param rows from the top down, including implicit ones
 * @param height of the container's content box
 */
public record GridResult(
    List<Rect> rects, List<GridArea> areas, List<Track> columns, List<Track> rows, double height) {
  /** A track's position within the container's content box. */
  public record Track(double start, double size) {
    public double end() {
      return start + size;
    }
  }
}
