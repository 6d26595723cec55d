package dev.hookpress.render.css.layout;

/** The tracks that an item stands in, counted from 0, implicit ones included. */
public record GridArea(int row, int rows, int column, int columns) {
  GridArea shifted(int down, int across) {
    return new GridArea(row + down, rows, column + across, columns);
  }
}
