package dev.hookpress.render.css.layout;

/** Where a grid item asks to be. */
public record GridPlacement(
    GridLine rowStart, GridLine rowEnd, GridLine columnStart, GridLine columnEnd) {
  public static final GridPlacement AUTO =
      new GridPlacement(GridLine.AUTO, GridLine.AUTO, GridLine.AUTO, GridLine.AUTO);
}
