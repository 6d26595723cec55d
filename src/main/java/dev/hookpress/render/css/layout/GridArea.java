package dev.hookpress.render.css.layout;

/** The tracks that an item occupies, counted from 0, including implicit ones. */
public record GridArea(int row, int rows, int column, int columns) {
  GridArea shifted(int down, int across) {
    return new GridArea(row + down, rows, column + across, columns);
  }
}
